package io.postern.users.passwords;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords that attackers guess first. Digits, punctuation or a second such password around one make it no better:
 * {@code Sunshine2024!} and {@code password-123456789} are found as well. A phrase of more words is not.
 */
final class CommonPasswords {

    private static final String LIST = "common-passwords.txt";
    private static final int SHORTEST = 6;

    private final Set<String> listed;

    CommonPasswords() {
        try (InputStream list = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST));
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            listed = lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return consistsOf(lower, 0, 2);
    }

    /** Whether the rest has a listed password, and all its letters belong to at most {@code atMost} of them. */
    private boolean consistsOf(String text, int from, int atMost) {
        if (atMost == 0) {
            return false;
        }
        for (int start = from; start <= text.length() - SHORTEST; start++) {
            for (int end = text.length(); end >= start + SHORTEST; end--) {
                if (listed.contains(text.substring(start, end))
                        && (hasNoLetters(text, end) || consistsOf(text, end, atMost - 1))) {
                    return true;
                }
            }
            if (Character.isLetter(text.codePointAt(start))) {
                return false;
            }
        }
        return false;
    }

    private static boolean hasNoLetters(String text, int from) {
        return text.substring(from).codePoints().noneMatch(Character::isLetter);
    }
}
