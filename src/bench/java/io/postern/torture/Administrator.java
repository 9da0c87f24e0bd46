package io.postern.torture;

import io.postern.testing.Visitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody who looks after the installation by its pages. */
final class Administrator {

    static final String NAME = "root";
    static final String PASSWORD = "violet tractor under glass";
    private static final String PRIMARY = "/settings/mail";
    private static final String NEW = "/settings/mail/servers/new";
    private static final int AT_ONCE = 500;

    private final Visitor visitor;

    private Administrator(Visitor visitor) {
        this.visitor = visitor;
    }

    static Administrator at(int port) {
        Visitor visitor = new Visitor(port);
        must(visitor.signIn(NAME, PASSWORD), "sign in");
        return new Administrator(visitor);
    }

    void primary(int port) {
        must(visitor.submit(PRIMARY, server(port)), "save the primary server");
    }

    void addBackup(int port) {
        must(visitor.submit(NEW, server(port)), "add a backup server");
    }

    /** The page of each backup, in their order. */
    private List<String> backups() {
        List<String> ids = visitor.get(PRIMARY)
                .page()
                .select("#mail-servers [data-server]")
                .eachAttr("data-server");
        return ids.stream()
                .filter(id -> !id.equals("1"))
                .map(id -> PRIMARY + "/servers/" + id)
                .toList();
    }

    private static Map<String, String> server(int port) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(port),
                "fromAddress", "postern@torture.example",
                "connectTimeout", "1",
                "readTimeout", "1"));
        fields.put("sslEnabled", null);
        return fields;
    }

    void resume() {
        if (!visitor.get("/deliveries").page().select("form[action$=/resume]").isEmpty()) {
            must(visitor.submit("/deliveries", "/deliveries/resume", Map.of()), "resume");
        }
    }

    /** Cancels these mails, as somebody would who ticks them in the list. */
    void cancel(Set<Long> mails) {
        List<Long> all = new ArrayList<>(mails);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            StringBuilder form = new StringBuilder("action=cancel&_csrf=" + visitor.csrf("/deliveries"));
            all.subList(from, Math.min(all.size(), from + AT_ONCE))
                    .forEach(id -> form.append("&ids=").append(id));
            String asked = must(visitor.postRaw("/deliveries/selected", form.toString()), "select")
                    .location();
            must(visitor.submit(asked, Map.of()), "cancel");
        }
    }

    /** Adds a user, who is invited by mail. */
    void invite(String name) {
        Map<String, String> fields = Map.of("username", name, "email", name + "@corp.example", "displayName", name);
        must(visitor.submit("/users/new", "/users", fields), "invite");
    }

    /** @param backups the ports of the backup servers */
    void change(int choice, List<Integer> backups) {
        List<String> pages = backups();
        switch (choice % 6) {
            case 0 -> must(visitor.submit(PRIMARY, Map.of("fromDisplayName", "Postern " + choice)), "rename");
            case 1 -> must(visitor.submit(PRIMARY, Map.of("maxConnections", "" + (1 + choice % 4))), "connections");
            case 2 ->
                must(
                        visitor.submit(
                                pages.get(0),
                                pages.get(0) + "/move",
                                Map.of("direction", choice % 2 == 0 ? "up" : "down")),
                        "move");
            case 3 -> {
                must(visitor.submit(pages.get(0), pages.get(0) + "/delete", Map.of()), "delete");
                backups.stream().filter(port -> !isUsed(port)).forEach(this::addBackup);
            }
            case 4 -> must(visitor.submit("/deliveries", "/deliveries/pause", Map.of()), "pause");
            default -> must(visitor.submit(PRIMARY, Map.of("maxPerMinute", choice % 2 == 0 ? "6000" : "")), "rate");
        }
    }

    private boolean isUsed(int port) {
        return backups().stream().anyMatch(page -> visitor.get(page)
                .page()
                .select("input[name=port]")
                .attr("value")
                .equals(Integer.toString(port)));
    }

    private static Visitor.Answer must(Visitor.Answer answer, String what) {
        if (answer.status() != 303) {
            throw new IllegalStateException(what + ": " + answer.status());
        }
        return answer;
    }
}
