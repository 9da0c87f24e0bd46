package io.postern.accountlinks;

import io.postern.users.PasswordRules;
import io.postern.users.User;
import org.springframework.validation.Errors;

/** The form of the page where a password is chosen. */
record NewPasswordForm(String token, String password, String passwordConfirmation) {

    void check(User user, PasswordRules rules, Errors errors) {
        rules.check(password, user)
                .forEach(problem -> errors.rejectValue("password", problem.messageKey(), problem.args(), null));
        if (!errors.hasErrors() && !password.equals(passwordConfirmation)) {
            errors.rejectValue("passwordConfirmation", "accountlinks.new.different");
        }
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "NewPasswordForm";
    }
}
