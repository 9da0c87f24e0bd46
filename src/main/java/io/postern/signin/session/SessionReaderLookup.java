package io.postern.signin.session;

import io.postern.database.ConnectionAvailability;
import io.postern.users.SignedInUser;
import io.postern.users.Users;
import io.postern.web.Reader;
import io.postern.web.ReaderLookup;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;

/** Who gets the answer to a request that a filter or the firewall refuses before the session is looked for: it is read and not touched. */
@Component
class SessionReaderLookup implements ReaderLookup, RequestRejectedHandler {

    private static final Logger log = LoggerFactory.getLogger(SessionReaderLookup.class);

    private final ReadOnlySession session;
    private final Users users;
    private final ConnectionAvailability connection;

    SessionReaderLookup(
            SessionRepository<? extends Session> sessions,
            CookieSerializer cookie,
            Users users,
            ConnectionAvailability connection) {
        this.session = new ReadOnlySession(sessions, cookie);
        this.users = users;
        this.connection = connection;
    }

    /** Empty too while the database would have to be waited for: a refusal is worth no wait. */
    @Override
    public Optional<Reader> of(HttpServletRequest request) {
        if (!connection.isAvailable()) {
            return Optional.empty();
        }
        try {
            return signedIn(request);
        } catch (RuntimeException databaseIsAway) {
            log.debug("Nobody can tell who asks", databaseIsAway);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Reader> signedIn(HttpServletRequest request) {
        Authentication authentication =
                session.loadDeferredContext(request).get().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser before
                ? users.signedIn(before.id())
                        .filter(now -> now.credentialVersion() == before.credentialVersion())
                        .map(Reader.class::cast)
                : Optional.empty();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused)
            throws IOException {
        of(request).ifPresent(reader -> request.setAttribute(Reader.ATTRIBUTE, reader));
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
