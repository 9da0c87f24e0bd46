package io.postern.signin.session;

import io.postern.signin.session.MissingFactor.Missing;
import io.postern.users.SignedInUser;
import io.postern.users.Users;
import io.postern.web.Reader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Compares on each request the credential version that a session began with to that of the account. So a changed password, a lost
 * role or a disabled account ends the session at once, also one whose sign-in was still under way. A session that lacks a factor gets no
 * role, and if it has not shown one that the account has, an {@link UnfinishedSignIn}.
 */
public class CredentialCheck extends OncePerRequestFilter {

    private final Users users;
    private final MissingFactor missingFactor;

    public CredentialCheck(Users users, MissingFactor missingFactor) {
        this.users = users;
        this.missingFactor = missingFactor;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser before) {
            Optional<SignedInUser> now = users.signedIn(before.id());
            if (now.isPresent() && now.get().credentialVersion() == before.credentialVersion()) {
                SecurityContextHolder.setContext(
                        new SecurityContextImpl(asOfNow(now.get(), SessionFactors.of(authentication), request)));
            } else {
                end(request);
            }
        }
        chain.doFilter(request, response);
    }

    /** The session keeps the name and language that it began with. They may have changed, and so may what it lacks. */
    private Authentication asOfNow(SignedInUser now, List<GrantedAuthority> factors, HttpServletRequest request) {
        Missing missing = missingFactor.of(now, factors).orElse(null);
        if (missing != Missing.CODE) {
            request.setAttribute(Reader.ATTRIBUTE, now);
        }
        return missing == null
                ? SessionFactors.authentication(now, factors)
                : UsernamePasswordAuthenticationToken.authenticated(
                        missing == Missing.CODE ? new UnfinishedSignIn(now) : now,
                        null,
                        Stream.concat(factors.stream(), Stream.of(missing.mark()))
                                .toList());
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
