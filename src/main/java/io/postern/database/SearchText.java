package io.postern.database;

import io.postern.net.Canonical;

/** What a search compares: made here, since databases differ in what they take for the same letter. */
public final class SearchText {

    private static final int LONGEST = 500;

    private SearchText() {}

    public static String of(String username, String email, String displayName) {
        String text = Canonical.identifier(username + '\n' + email + '\n' + displayName);
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** A pattern for LIKE with backslash as escape, that finds what was typed anywhere. */
    public static String pattern(String typed) {
        String text = Canonical.identifier(typed).replaceAll("\\p{Cntrl}", "");
        return '%' + text.replaceAll("[\\\\%_]", "\\\\$0") + '%';
    }
}
