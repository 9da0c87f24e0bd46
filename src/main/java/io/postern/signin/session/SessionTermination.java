package io.postern.signin.session;

import io.postern.signin.FactorEvent;
import io.postern.users.UserEvent;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Removes a user's sessions in the transaction that ends them. {@link CredentialCheck} refuses them in any case. This leaves no
 * row behind.
 */
@Component
class SessionTermination {

    private final JdbcClient jdbc;

    SessionTermination(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener({UserEvent.PasswordChanged.class, UserEvent.Disabled.class, UserEvent.Deleted.class})
    void on(UserEvent event) {
        end(event.userId());
    }

    @EventListener
    void on(FactorEvent changed) {
        if (changed.kind().endsSessions()) {
            end(changed.user());
        }
    }

    @EventListener
    void on(UserEvent.Changed changed) {
        if (changed.changes().containsKey("role")) {
            end(changed.userId());
        }
    }

    private void end(UUID user) {
        jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
                .param(user.toString())
                .param(ownSession(user))
                .update();
    }

    /** A user who changes the own password stays signed in there: the page renews that session. */
    private static String ownSession(UUID user) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.getName().equals(user.toString())) {
            return "";
        }
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null ? "" : request.getSessionId();
    }
}
