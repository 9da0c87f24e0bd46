package io.postern.web;

import java.util.List;

/**
 * The bell in the header. A page shows it if its model has one as {@code bell}.
 *
 * @param href the page behind it
 * @param unread counted to {@link #MOST}
 * @param entries what matters most, in the reader's language
 */
public record Bell(String href, int unread, List<Entry> entries) {

    /** A larger number tells nothing more. */
    public static final int MOST = 100;

    /**
     * One of the alerts.
     *
     * @param severity its name in the reader's language
     */
    public record Entry(String severity, String badge, String text) {}

    /** The number as it is shown. Empty when nothing is unread. */
    public String count() {
        return unread == 0 ? "" : unread < MOST ? Integer.toString(unread) : MOST - 1 + "+";
    }
}
