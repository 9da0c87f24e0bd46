package io.postern.users;

import java.util.List;

/** Why a password is refused, as a message with its arguments. */
public record PasswordProblem(String messageKey, List<Object> arguments) {

    private static final String SHORT = "users.password.short";

    public static PasswordProblem of(String messageKey, Object... arguments) {
        return new PasswordProblem(messageKey, List.of(arguments));
    }

    public static PasswordProblem tooShort(int minimum) {
        return of(SHORT, minimum);
    }

    /** Whether more characters may be the cure. */
    boolean isShort() {
        return messageKey.equals(SHORT);
    }

    /** For {@code Errors.rejectValue}. */
    public Object[] args() {
        return arguments.toArray();
    }
}
