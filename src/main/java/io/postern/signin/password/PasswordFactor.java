package io.postern.signin.password;

import io.postern.users.SignedInUser;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Component;

/** Notes in the session when its user last typed the password. */
@Component
class PasswordFactor {

    private final Clock clock;

    PasswordFactor(Clock clock) {
        this.clock = clock;
    }

    /** For somebody who typed the right password just now. */
    Authentication verifiedNow(SignedInUser user) {
        List<GrantedAuthority> authorities = new ArrayList<>(user.authorities());
        authorities.add(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(clock.instant())
                .build());
        return UsernamePasswordAuthenticationToken.authenticated(user, null, authorities);
    }
}
