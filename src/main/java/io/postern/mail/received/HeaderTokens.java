package io.postern.mail.received;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a structured header field (RFC 5322, section 3.2): words, comments and the marks between them. It never fails: what is
 * not closed ends with the field. Comments may be nested as deeply as they like.
 */
final class HeaderTokens {

    enum Kind {
        /** Without blanks; quotes are taken off. */
        WORD,
        /** Without its parentheses. */
        COMMENT,
        /** {@code ;} or {@code =}. */
        MARK
    }

    record Token(Kind kind, String text) {

        boolean is(String mark) {
            return kind == Kind.MARK && text.equals(mark);
        }
    }

    private final String field;
    private final String marks;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private HeaderTokens(String field, String marks) {
        this.field = field;
        this.marks = marks;
    }

    /** @param marks the characters that part words, and are tokens themselves */
    static List<Token> of(String field, String marks) {
        HeaderTokens reader = new HeaderTokens(field, marks);
        reader.read();
        return reader.tokens;
    }

    private void read() {
        while (at < field.length()) {
            char next = field.charAt(at);
            if (Character.isWhitespace(next)) {
                at++;
            } else if (next == '(') {
                tokens.add(new Token(Kind.COMMENT, comment()));
            } else if (marks.indexOf(next) >= 0) {
                tokens.add(new Token(Kind.MARK, String.valueOf(next)));
                at++;
            } else {
                tokens.add(new Token(Kind.WORD, word()));
            }
        }
    }

    private String comment() {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (; at < field.length(); at++) {
            char next = field.charAt(at);
            if (next == '\\' && at + 1 < field.length()) {
                text.append(field.charAt(++at));
                continue;
            }
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (depth == 0) {
                at++;
                break;
            }
            if (depth > 1 || next != '(') {
                text.append(next);
            }
        }
        return text.toString();
    }

    private String word() {
        StringBuilder text = new StringBuilder();
        while (at < field.length()) {
            char next = field.charAt(at);
            if (next == '"') {
                quoted(text);
            } else if (Character.isWhitespace(next) || next == '(' || marks.indexOf(next) >= 0) {
                break;
            } else {
                text.append(next);
                at++;
            }
        }
        return text.toString();
    }

    private void quoted(StringBuilder text) {
        at++;
        while (at < field.length() && field.charAt(at) != '"') {
            if (field.charAt(at) == '\\' && at + 1 < field.length()) {
                at++;
            }
            text.append(field.charAt(at++));
        }
        at++;
    }
}
