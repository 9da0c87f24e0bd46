package io.postern.signin.session;

import io.postern.users.SignedInUser;
import io.postern.users.Users;
import io.postern.web.Reader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Compares on each request the credential version that a session began with to that of the account. So a changed password, a lost
 * role or a disabled account ends the session at once, also one whose sign-in was still under way.
 */
public class CredentialCheck extends OncePerRequestFilter {

    private final Users users;

    public CredentialCheck(Users users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser before) {
            Optional<SignedInUser> now = users.signedIn(before.id());
            if (now.isPresent() && now.get().credentialVersion() == before.credentialVersion()) {
                request.setAttribute(Reader.ATTRIBUTE, now.get());
                // The session keeps the name and language that it began with. They may have changed.
                SecurityContextHolder.setContext(
                        new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                                now.get(), null, authentication.getAuthorities())));
            } else {
                end(request);
            }
        }
        chain.doFilter(request, response);
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
