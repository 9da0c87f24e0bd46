package io.postern.users;

import java.util.List;

/** Why a password is refused, as a message with its arguments. */
public record PasswordProblem(String messageKey, List<Object> arguments) {

    static PasswordProblem of(String messageKey, Object... arguments) {
        return new PasswordProblem(messageKey, List.of(arguments));
    }

    /** For {@code Errors.rejectValue}. */
    public Object[] args() {
        return arguments.toArray();
    }
}
