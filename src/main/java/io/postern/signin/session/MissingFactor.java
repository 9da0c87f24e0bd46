package io.postern.signin.session;

import io.postern.crypto.Sealer;
import io.postern.installation.Installation;
import io.postern.installation.SecondFactorPolicy;
import io.postern.signin.FactorEvent;
import io.postern.users.SignedInUser;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** What a sign-in by password still lacks, so that its session opens nothing yet. */
@Component
public class MissingFactor {

    /** Granted by a code of an authenticator app, or a recovery code in its place. */
    public static final String CODE_AUTHORITY = "FACTOR_TOTP";

    /** What is missing. */
    public enum Missing {
        /** The account has a second factor, and this session has not shown it. */
        CODE("/login/factor"),
        /** The account has none, and may be used no longer without. */
        ENROLMENT(FactorEvent.PAGE);

        private final String page;

        Missing(String page) {
            this.page = page;
        }

        /** The page that asks for it. */
        public String page() {
            return page;
        }

        /** Held by a request that lacks it. */
        GrantedAuthority mark() {
            return new SimpleGrantedAuthority("MISSING_" + name());
        }
    }

    private final Installation installation;
    private final Sealer sealer;
    private final Clock clock;

    MissingFactor(Installation installation, Sealer sealer, Clock clock) {
        this.installation = installation;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * What the session lacks.
     *
     * @param now the user as of this request, since sessions also lack what was added or required after they began
     * @param authorities of the session
     */
    public Optional<Missing> of(SignedInUser now, Collection<? extends GrantedAuthority> authorities) {
        if (now.secondFactor()) {
            return hasShownSecondFactor(authorities) ? Optional.empty() : Optional.of(Missing.CODE);
        }
        SecondFactorPolicy policy = installation.recent().secondFactor();
        // Without a key nobody could add one.
        boolean due = policy.concerns(now) && !policy.due(now.createdAt()).isAfter(clock.instant()) && sealer.canSeal();
        return due ? Optional.of(Missing.ENROLMENT) : Optional.empty();
    }

    /** What the present request lacks. */
    public static Optional<Missing> in(@Nullable Authentication request) {
        for (Missing missing : Missing.values()) {
            if (request != null && request.getAuthorities().contains(missing.mark())) {
                return Optional.of(missing);
            }
        }
        return Optional.empty();
    }

    private static boolean hasShownSecondFactor(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .anyMatch(factor -> CODE_AUTHORITY.equals(factor.getAuthority()));
    }
}
