package io.postern.testing;

import io.postern.users.Role;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Who makes a request of {@code MockMvc}. */
public final class People {

    private People() {}

    /** Somebody with the role, who reads English. */
    public static RequestPostProcessor somebody(Role role) {
        return as(new SignedInUser(
                new UUID(0, role.ordinal()), "somebody", "Somebody", role, Locale.ENGLISH, 0, false, Instant.EPOCH));
    }

    /** A user of the database. */
    public static RequestPostProcessor as(User user) {
        return as(SignedInUser.of(user));
    }

    /** Somebody whom the database may not know yet: each request is compared to the account, so the account is made. */
    public static RequestPostProcessor as(SignedInUser user) {
        return request -> {
            JdbcClient jdbc = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext())
                    .getBean(JdbcClient.class);
            remember(user, jdbc);
            return SecurityMockMvcRequestPostProcessors.authentication(authentication(user))
                    .postProcessRequest(request);
        };
    }

    private static void remember(SignedInUser user, JdbcClient jdbc) {
        Locale chosen = user.language();
        String language = chosen == null ? null : chosen.toLanguageTag();
        int known = jdbc.sql("update users set language = ? where id = ?")
                .param(language)
                .param(user.id())
                .update();
        if (known == 0) {
            jdbc.sql(
                            """
                            insert into users (id, username, display_name, role, language, credential_version, disabled,
                                created_at, search_text, pending, reachable, version)
                            values (?, ?, ?, ?, ?, ?, false, current_timestamp, '', true, false, 0)
                            """)
                    .param(user.id())
                    .param(user.username())
                    .param(user.displayName())
                    .param(user.role().name())
                    .param(language)
                    .param(user.credentialVersion())
                    .update();
        }
    }

    public static Authentication authentication(SignedInUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                List.of(
                        new SimpleGrantedAuthority("ROLE_" + user.role().name()),
                        FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
    }
}
