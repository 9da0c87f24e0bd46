package io.postern.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Keeps whoever finds an open session from what would hand the account or the mail over (OWASP ASVS 7.5.1, 7.5.3). */
@Component
public final class RecentSignIn {

    private static final Duration LONGEST_AGO = Duration.ofMinutes(15);

    private final Clock clock;

    RecentSignIn(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets a change pass when the password was typed within the last 15 minutes. Called before anything is changed.
     *
     * @param page the path that shows the form again, with what was typed ({@link RetainedForm}), once the password was confirmed
     * @throws SignInTooOld otherwise; the password is then asked for
     */
    public void require(String page) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Instant now = clock.instant();
        boolean recent = authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(factor -> factor instanceof FactorGrantedAuthority password
                                && FactorGrantedAuthority.PASSWORD_AUTHORITY.equals(password.getAuthority())
                                && isRecent(password.getIssuedAt(), now));
        if (!recent) {
            throw new SignInTooOld(page);
        }
    }

    /** One of a time to come is of before the clock was set back, but for the little by which two instances' clocks differ. */
    private static boolean isRecent(Instant issued, Instant now) {
        return issued.isAfter(now.minus(LONGEST_AGO)) && issued.isBefore(now.plus(LONGEST_AGO));
    }
}
