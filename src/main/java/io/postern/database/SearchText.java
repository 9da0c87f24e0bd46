package io.postern.database;

import io.postern.net.Canonical;

/** The text that a search compares. It is made here, since databases differ in which letters they treat as equal. */
public final class SearchText {

    private static final int LONGEST = 500;

    private SearchText() {}

    public static String of(String username, String email, String displayName) {
        String text = Canonical.identifier(username + '\n' + email + '\n' + displayName);
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** A pattern that finds what was typed anywhere, for {@code like :q escape '\\'}. */
    public static String pattern(String typed) {
        return containing(Canonical.identifier(typed).replaceAll("\\p{Cntrl}", ""));
    }

    /** The same, without changing the text first. */
    public static String containing(String text) {
        return '%' + text.replaceAll("[\\\\%_]", "\\\\$0") + '%';
    }
}
