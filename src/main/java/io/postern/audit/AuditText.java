package io.postern.audit;

import java.util.Locale;

/**
 * Makes text safe for the trail (OWASP ASVS 16.4.1): characters that end a line, hide text or change its direction become their code.
 * So nobody can forge a line by typing.
 */
final class AuditText {

    private static final String CUT = "…";

    private AuditText() {}

    static String line(String text, int longest) {
        return cut(escaped(text), longest);
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isUnsafe(character)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private static boolean isUnsafe(int character) {
        return character == '\\'
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
    }
}
