package io.postern.users;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which passwords are accepted. An accepted password is hashed as it was typed, neither cut nor normalised. */
public interface PasswordRules {

    /** What is wrong with the password for this user; empty when it is accepted. */
    default List<PasswordProblem> check(String password, User of) {
        return check(
                password,
                of.username(),
                of.email().map(address -> address.value()).orElse(null),
                of.displayName());
    }

    /** Like {@link #check(String, User)}, for somebody who is not a user yet. */
    List<PasswordProblem> check(String password, String username, @Nullable String email, String displayName);
}
