package io.postern.signin.password;

import io.postern.audit.Audited;
import io.postern.database.DuplicateKeyRetry;
import io.postern.signin.SignInEvent;
import io.postern.signin.session.SessionFactors;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs in by username or address and password. Unknown and disabled accounts, and those without a password, cost one hash like any
 * other and end in the same exception.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final Users users;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final HttpServletRequest request;
    private final ApplicationEventPublisher events;
    /** For boundaries within a method: comparing a password takes long, and holds no connection. */
    private final TransactionTemplate transaction;

    private final SessionFactors factors;
    private final String dummyHash;

    PasswordSignIn(
            Users users,
            PasswordEncoder passwords,
            SignInThrottle throttle,
            ClientAddresses addresses,
            HttpServletRequest request,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            SessionFactors factors) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.addresses = addresses;
        this.request = request;
        this.events = events;
        this.transaction = transaction;
        this.factors = factors;
        this.dummyHash = users.encode("nobody’s password");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String typed = attempt.getName();
        String password =
                attempt.getCredentials() == null ? "" : attempt.getCredentials().toString();
        Optional<User> user = users.byIdentifier(typed);
        SignInThrottle.Attempt counted = SignInThrottle.Attempt.of(user, typed, addresses.networkOf(request));
        requireNotThrottled(counted);
        String hash = user.flatMap(User::passwordHash).orElse(dummyHash);
        boolean matches = passwords.matches(password, hash);
        // Of many guesses at the same time, those that end after the limit was reached learn nothing.
        requireNotThrottled(counted);
        // Asked after every guess. Asked only after the right one, it would make that one take longer.
        boolean blocked = throttle.isAccountBlocked(counted);
        if (blocked
                || !matches
                || user.isEmpty()
                || user.get().isPending()
                || user.get().isDisabled()
                || !accept(user.get())) {
            refuse(typed, counted);
            throw new BadCredentialsException("refused");
        }
        return factors.begin(SignedInUser.of(user.get()), FactorGrantedAuthority.PASSWORD_AUTHORITY);
    }

    /** The password was right, and the sign-in goes on with the second factor. */
    private record PasswordAccepted(String subject) implements Audited {

        @Override
        public String action() {
            return "signin.audit.password-accepted";
        }

        @Override
        public Optional<String> actor() {
            return Optional.of(subject);
        }
    }

    private void requireNotThrottled(SignInThrottle.Attempt counted) {
        throttle.blockedUntil(counted).ifPresent(until -> {
            throw new SignInThrottle.Throttled(until);
        });
    }

    private void refuse(String typed, SignInThrottle.Attempt counted) {
        DuplicateKeyRetry.run(() -> transaction.executeWithoutResult(status -> {
            boolean nameDelayed = throttle.countAccountFailure(counted);
            boolean networkDelayed = throttle.countNetworkFailure(counted);
            events.publishEvent(new SignInEvent.Failed(typed));
            if (nameDelayed) {
                events.publishEvent(new SignInEvent.NameThrottled(typed));
            }
            if (networkDelayed) {
                events.publishEvent(new SignInEvent.ClientThrottled(addresses.networkOf(request)));
            }
        }));
    }

    /** False when the account changed meanwhile: the password may have been compared with an old one. */
    private boolean accept(User user) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean unchanged = user.hasSecondFactor() ? isUnchanged(user) : users.recordSignIn(user);
            if (unchanged) {
                throttle.clear(user);
                events.publishEvent(
                        user.hasSecondFactor()
                                ? new PasswordAccepted(user.username())
                                : new SignInEvent.SignedIn(user.id(), user.username()));
            }
            return unchanged;
        }));
    }

    private boolean isUnchanged(User read) {
        return users.byId(read.id())
                .filter(now -> now.credentialVersion() == read.credentialVersion())
                .isPresent();
    }
}
