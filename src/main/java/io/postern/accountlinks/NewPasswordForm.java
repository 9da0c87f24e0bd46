package io.postern.accountlinks;

import io.postern.users.PasswordRules;
import io.postern.users.User;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** The form of the page where a password is chosen. */
record NewPasswordForm(@Nullable String token, @Nullable String password, @Nullable String passwordConfirmation) {

    String tokenOrNone() {
        return token == null ? "" : token;
    }

    String passwordOrNone() {
        return password == null ? "" : password;
    }

    void check(User user, PasswordRules rules, Errors errors) {
        rules.check(passwordOrNone(), user)
                .forEach(problem -> errors.rejectValue("password", problem.messageKey(), problem.args(), null));
        if (!errors.hasErrors() && !passwordOrNone().equals(passwordConfirmation)) {
            errors.rejectValue("passwordConfirmation", "accountlinks.new.different");
        }
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "NewPasswordForm";
    }
}
