package io.postern.mail.auth;

import java.util.LinkedHashSet;
import java.util.Set;

/** Hides secrets in text, even where a server repeats them. */
public final class Redaction {

    /** A shorter secret would turn every text into asterisks, and so show itself. */
    private static final int SHORTEST = 4;

    private final Set<String> secrets = new LinkedHashSet<>();

    public void hide(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    public String redacted(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, "***");
        }
        return result;
    }
}
