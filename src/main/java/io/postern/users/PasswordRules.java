package io.postern.users;

import io.postern.installation.Installation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which passwords are accepted (NIST SP 800-63B-4: length, and nothing that is guessed first; no rules of composition). What
 * passes is hashed as it was typed: nothing is cut or normalised.
 */
@Component
public class PasswordRules {

    private static final int LONGEST = 128;

    private final Installation installation;

    PasswordRules(Installation installation) {
        this.installation = installation;
    }

    /** What is wrong with the password for this user; empty when it is accepted. */
    public List<PasswordProblem> check(String password, User of) {
        return check(
                password,
                of.username(),
                of.email().map(address -> address.value()).orElse(null),
                of.displayName());
    }

    /** Like {@link #check(String, User)}, for somebody who is not a user yet. */
    public List<PasswordProblem> check(String password, String username, @Nullable String email, String displayName) {
        List<PasswordProblem> problems = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        int shortest = installation.current().minimumPasswordLength();
        if (length < shortest) {
            problems.add(PasswordProblem.of("users.password.short", shortest));
        }
        if (length > LONGEST) {
            problems.add(PasswordProblem.of("users.password.long", LONGEST));
        }
        return problems;
    }
}
