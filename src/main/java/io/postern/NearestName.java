package io.postern;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name was meant, by the number of characters that differ (Levenshtein). */
final class NearestName {

    private static final int SLIP = 3;

    private NearestName() {}

    /** The name that differs least, as a whole or only in its last part. */
    static String to(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(
                                name -> Math.min(distance(typed, name), 1 + distance(last(typed), last(name))))
                        .thenComparing(name -> distance(typed, name)))
                .orElseThrow();
    }

    /** The same, if the difference looks like a typing error. */
    static Optional<String> ifClose(String typed, Collection<String> names) {
        return Optional.of(to(typed, names)).filter(name -> distance(typed, name) <= SLIP);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column - 1], diagonal));
            }
        }
        return row[other.length()];
    }
}
