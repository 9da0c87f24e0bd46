package io.postern.signin.session;

import io.postern.users.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Notes in the session by which factors its user has shown who they are, and when. */
@Component
public class SessionFactors {

    private final Clock clock;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    SessionFactors(Clock clock) {
        this.clock = clock;
    }

    /** A sign-in that begins with this factor, shown just now. */
    public Authentication begin(SignedInUser user, String factor) {
        return authentication(user, List.of(shownNow(factor)));
    }

    /** The user of the present session has shown this factor, too. The session goes on under a new id. */
    public void add(SignedInUser user, String factor, HttpServletRequest request, HttpServletResponse response) {
        List<GrantedAuthority> factors = new ArrayList<>(present());
        factors.removeIf(shown -> factor.equals(shown.getAuthority()));
        factors.add(shownNow(factor));
        save(authentication(user, factors), request, response);
    }

    /** Lets the present session go on, under a new id, after a change that ended the user's others. */
    public void renew(SignedInUser user, HttpServletRequest request, HttpServletResponse response) {
        save(authentication(user, present()), request, response);
    }

    /** The factors that a session has shown. */
    static List<GrantedAuthority> of(Authentication session) {
        return session.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(GrantedAuthority.class::cast)
                .toList();
    }

    /** Somebody who has shown these factors. */
    static Authentication authentication(SignedInUser user, List<GrantedAuthority> factors) {
        List<GrantedAuthority> authorities = new ArrayList<>(user.authorities());
        authorities.addAll(factors);
        return UsernamePasswordAuthenticationToken.authenticated(user, null, authorities);
    }

    private static List<GrantedAuthority> present() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        return present == null ? List.of() : of(present);
    }

    private void save(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContextImpl context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }

    private GrantedAuthority shownNow(String factor) {
        return FactorGrantedAuthority.withAuthority(factor)
                .issuedAt(clock.instant())
                .build();
    }
}
