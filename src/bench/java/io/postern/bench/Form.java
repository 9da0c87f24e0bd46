package io.postern.bench;

import java.io.IOException;

/** The form that asks for a reset, as one browser got it. */
public record Form(HttpLine line, String cookie, String token) {

    private static final String PATH = "/forgot-password";
    private static final String FIELD = "name=\"_csrf\" value=\"";

    public static Form open(HttpLine line, String client) throws IOException {
        HttpLine.Answer answer = line.get(PATH, client);
        int at = answer.body().indexOf(FIELD);
        if (answer.status() != 200 || at < 0) {
            throw new IOException("no form, but " + answer.status());
        }
        int from = at + FIELD.length();
        return new Form(
                line,
                answer.cookie(),
                answer.body().substring(from, answer.body().indexOf('"', from)));
    }

    public void send(String identifier, String client) throws IOException {
        int status = line.post(PATH, client, cookie, "identifier=" + identifier + "&_csrf=" + token)
                .status();
        if (status != 303) {
            throw new IOException("not taken, but " + status);
        }
    }
}
