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
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Who is signed in, by the session's row alone. Unlike a request that uses the session, this does not keep it alive. */
@Component
class SessionReaderLookup implements ReaderLookup, RequestRejectedHandler {

    private static final Logger log = LoggerFactory.getLogger(SessionReaderLookup.class);

    private final SessionRepository<? extends Session> sessions;
    private final SessionCookie cookie;
    private final Users users;
    private final MissingFactor missingFactor;
    private final ConnectionAvailability connection;

    SessionReaderLookup(
            SessionRepository<? extends Session> sessions,
            SessionCookie cookie,
            Users users,
            MissingFactor missingFactor,
            ConnectionAvailability connection) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.users = users;
        this.missingFactor = missingFactor;
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
        return user(request).map(Reader.class::cast);
    }

    /** Empty too for a session that a changed password or role has ended, or that lacks a factor. */
    Optional<SignedInUser> user(HttpServletRequest request) {
        for (String id : cookie.sent(request)) {
            Session session = sessions.findById(id);
            Object context = session == null
                    ? null
                    : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
            Authentication stored = context instanceof SecurityContext security ? security.getAuthentication() : null;
            if (stored != null && stored.getPrincipal() instanceof SignedInUser before) {
                return users.signedIn(before.id())
                        .filter(now -> now.credentialVersion() == before.credentialVersion()
                                && missingFactor
                                        .of(now, stored.getAuthorities())
                                        .isEmpty());
            }
        }
        return Optional.empty();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused)
            throws IOException {
        of(request).ifPresent(reader -> request.setAttribute(Reader.ATTRIBUTE, reader));
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
