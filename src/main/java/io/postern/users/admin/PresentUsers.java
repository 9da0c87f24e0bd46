package io.postern.users.admin;

import io.postern.selection.SelectionActors;
import io.postern.users.Users;
import io.postern.web.PathRegistry;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Who goes on with work in the background that they began on a page. */
@Component
class PresentUsers extends SelectionActors {

    private final Users users;

    PresentUsers(Users users, PathRegistry paths) {
        super(paths);
        this.users = users;
    }

    @Override
    protected Optional<Authentication> present(UUID user, String clientAddress) {
        return users.signedIn(user).map(present -> {
            var authentication =
                    UsernamePasswordAuthenticationToken.authenticated(present, null, present.authorities());
            authentication.setDetails(new WebAuthenticationDetails(clientAddress, null));
            return authentication;
        });
    }
}
