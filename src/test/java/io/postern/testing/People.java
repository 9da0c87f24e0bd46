package io.postern.testing;

import io.postern.users.Role;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Who makes a request of {@code MockMvc}. */
public final class People {

    private People() {}

    /** Somebody with the role, who reads English and whom the database does not know. */
    public static RequestPostProcessor somebody(Role role) {
        return as(new SignedInUser(new UUID(0, role.ordinal()), "somebody", "Somebody", role, Locale.ENGLISH, 0));
    }

    /** A user of the database. */
    public static RequestPostProcessor as(User user) {
        return as(SignedInUser.of(user));
    }

    public static RequestPostProcessor as(SignedInUser user) {
        return SecurityMockMvcRequestPostProcessors.authentication(authentication(user));
    }

    public static Authentication authentication(SignedInUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name())));
    }
}
