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

    /** A pattern that finds what was typed anywhere, for {@code like :q escape '\\'}. */
    public static String pattern(String typed) {
        return containing(Canonical.identifier(typed).replaceAll("\\p{Cntrl}", ""));
    }

    /** The same for a text that is compared as it is. */
    public static String containing(String text) {
        return '%' + text.replaceAll("[\\\\%_]", "\\\\$0") + '%';
    }
}
