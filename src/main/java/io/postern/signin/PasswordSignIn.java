package io.postern.signin;

import io.postern.net.Canonical;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs in by username or address and password. Unknown, disabled and never-set-up accounts cost one hash like any other and end
 * in the same exception.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    /** An account's and an address's first failure may each be counted by somebody else in between. */
    private static final int FIRST_COUNTS_AT_ONCE = 3;

    private final Users users;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final HttpServletRequest request;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final PasswordFactor factor;
    private final String hashOfNobody;

    PasswordSignIn(
            Users users,
            PasswordEncoder passwords,
            SignInThrottle throttle,
            ClientAddresses addresses,
            HttpServletRequest request,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            PasswordFactor factor) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.addresses = addresses;
        this.request = request;
        this.events = events;
        this.transaction = transaction;
        this.factor = factor;
        this.hashOfNobody = users.encode("nobody’s password");
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
        String account = user.map(known -> SignInThrottle.account(known.id())).orElse(Canonical.identifier(typed));
        String address = addresses.of(request);
        requireHeard(account, address);
        String hash = user.flatMap(User::passwordHash).orElse(hashOfNobody);
        boolean matches = passwords.matches(password, hash);
        // Of many guesses let in at once, those that end after the limit was reached learn nothing.
        requireHeard(account, address);
        if (!matches
                || user.isEmpty()
                || user.get().isPending()
                || user.get().isDisabled()
                || !accept(user.get(), account)) {
            refuse(typed, account, address);
            throw new BadCredentialsException("refused");
        }
        return factor.justTyped(SignedInUser.of(user.get()));
    }

    private void requireHeard(String account, String address) {
        throttle.blockedUntil(account, address).ifPresent(until -> {
            throw new Throttled(until);
        });
    }

    private void refuse(String typed, String account, String address) {
        for (int attempt = 1; ; attempt++) {
            try {
                count(typed, account, address);
                return;
            } catch (DuplicateKeyException countedByAnother) {
                if (attempt == FIRST_COUNTS_AT_ONCE) {
                    throw countedByAnother;
                }
            }
        }
    }

    private void count(String typed, String account, String address) {
        transaction.executeWithoutResult(status -> {
            boolean throttled = throttle.failed(account, address);
            events.publishEvent(new SignInFailed(typed));
            if (throttled) {
                events.publishEvent(new SignInThrottled(typed));
            }
        });
    }

    /** False when the account changed while the password was compared: what was compared to may be the old one. */
    private boolean accept(User user, String account) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!users.recordSignIn(user)) {
                return false;
            }
            throttle.clear(account);
            events.publishEvent(new SignedIn(user.username()));
            return true;
        }));
    }
}
