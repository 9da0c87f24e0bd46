package io.postern.mail.received;

import io.postern.mail.received.HeaderTokens.Kind;
import io.postern.mail.received.HeaderTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Authentication-Results field (RFC 8601).
 *
 * @param server the authserv-id in lower case: who says it; null where none is named, as Microsoft 365 does
 * @param results empty if it says {@code none}, or nothing that can be read
 */
record AuthenticationResults(@Nullable String server, List<Result> results) {

    /**
     * What came of one method.
     *
     * @param method such as {@code dkim}, in lower case
     * @param value such as {@code pass}, in lower case
     * @param properties by {@code ptype.property} in lower case, such as {@code header.d}; the reason is {@code reason}
     * @param comment what stands in comments, in the order of the field
     */
    record Result(String method, String value, Map<String, String> properties, String comment) {

        String property(String name) {
            return properties.getOrDefault(name, "");
        }

        /** In short, for people. */
        @Override
        public String toString() {
            return method + "=" + value + (comment.isEmpty() ? "" : " (" + comment + ")");
        }
    }

    /** Reads the field's value, folded or not. */
    static AuthenticationResults parse(String field) {
        List<List<Token>> statements = new ArrayList<>();
        statements.add(new ArrayList<>());
        for (Token token : HeaderTokens.of(field, ";=")) {
            if (token.is(";")) {
                statements.add(new ArrayList<>());
            } else {
                statements.get(statements.size() - 1).add(token);
            }
        }
        List<Token> first = statements.get(0);
        boolean named = first.stream().noneMatch(token -> token.is("="));
        String server = !named
                ? null
                : first.stream()
                        .filter(token -> token.kind() == Kind.WORD)
                        .map(token -> token.text().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse(null);
        List<Result> results = new ArrayList<>();
        for (List<Token> statement : statements.subList(named ? 1 : 0, statements.size())) {
            Result result = result(statement);
            if (result != null) {
                results.add(result);
            }
        }
        return new AuthenticationResults(server, List.copyOf(results));
    }

    /** Null for {@code none} and for what is no result. */
    private static @Nullable Result result(List<Token> statement) {
        List<String> comments = new ArrayList<>();
        List<Token> parts = new ArrayList<>();
        for (Token token : statement) {
            if (token.kind() == Kind.COMMENT) {
                comments.add(token.text());
            } else {
                parts.add(token);
            }
        }
        if (parts.size() < 3
                || parts.get(0).kind() != Kind.WORD
                || !parts.get(1).is("=")) {
            return null;
        }
        // A method may have a version: dkim/1.
        String method = parts.get(0).text().split("/", 2)[0].toLowerCase(Locale.ROOT);
        if (parts.get(2).kind() != Kind.WORD) {
            return null;
        }
        String value = parts.get(2).text().toLowerCase(Locale.ROOT);
        Map<String, String> properties = new HashMap<>();
        for (int i = 3; i + 2 < parts.size() + 1; i++) {
            if (parts.get(i).kind() == Kind.WORD
                    && i + 2 < parts.size()
                    && parts.get(i + 1).is("=")
                    && parts.get(i + 2).kind() == Kind.WORD) {
                // The first one counts: what is said again later may come from a value that was not quoted.
                properties.putIfAbsent(parts.get(i).text().toLowerCase(Locale.ROOT), value(parts, i + 2));
                i += 2;
            }
        }
        return new Result(method, value, Map.copyOf(properties), String.join("; ", comments));
    }

    /** With the padding of base64, whose signs part words too. */
    private static String value(List<Token> parts, int at) {
        StringBuilder text = new StringBuilder(parts.get(at).text());
        for (int i = at + 1; i < parts.size() && parts.get(i).is("="); i++) {
            text.append('=');
        }
        return text.toString();
    }
}
