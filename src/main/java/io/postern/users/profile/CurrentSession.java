package io.postern.users.profile;

import io.postern.users.SignedInUser;
import io.postern.users.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Updates the session of users who change their own account, so that it goes on. */
@Component
class CurrentSession {

    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    void renew(User user, HttpServletRequest request, HttpServletResponse response) {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        if (before == null) {
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                before.toBuilder().principal(SignedInUser.of(user)).build());
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}
