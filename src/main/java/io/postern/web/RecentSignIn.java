package io.postern.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Keeps somebody who finds an open session from changes that would hand over the account or the mail (OWASP ASVS 7.5.1, 7.5.3). */
@Component
public final class RecentSignIn {

    private static final Duration LONGEST_AGO = Duration.ofMinutes(15);

    private final Clock clock;

    /** The password has to be typed again before this may be done. */
    public static final class TooOld extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String page;

        TooOld(String page) {
            super("the last sign-in is too long ago", null, false, false);
            this.page = page;
        }

        /** The path that shows the form again. */
        public String page() {
            return page;
        }
    }

    RecentSignIn(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets a change pass if the password was typed within the last 15 minutes. To be called before anything is changed.
     *
     * @param page the path that shows the form again, with what was typed ({@link RetainedForm}), once the password was confirmed
     * @throws TooOld otherwise. The password is then asked for
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
            throw new TooOld(page);
        }
    }

    /** A time in the future is from before the clock was set back, unless two instances' clocks differ by that little. */
    private static boolean isRecent(Instant issued, Instant now) {
        return issued.isAfter(now.minus(LONGEST_AGO)) && issued.isBefore(now.plus(LONGEST_AGO));
    }
}
