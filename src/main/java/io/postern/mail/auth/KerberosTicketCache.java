package io.postern.mail.auth;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.SmtpAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tickets with which an account signs in until a minute before the first of them ends, so that the KDC is not asked for each
 * connection. Safe for use by several threads: one asks while the others wait for the tickets.
 */
public final class KerberosTicketCache {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Credentials.Kerberos identity;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Subject kept;

    private KerberosTicketCache(Credentials.Kerberos identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** The cache of an account that signs in by Kerberos, else null. */
    public static @Nullable KerberosTicketCache of(SmtpAccount account, Clock clock) {
        return account.credentials() instanceof Credentials.Kerberos identity
                ? new KerberosTicketCache(identity, clock)
                : null;
    }

    /** The subject that holds the tickets. A ticket for a server stays in it, too. */
    public Subject get() throws LoginException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Subject subject = kept;
            if (subject == null || !isGood(subject)) {
                kept = null;
                subject = KerberosLogin.login(identity);
                kept = subject;
            }
            return subject;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the next connection ask again, because the server may have another key now. */
    public void forget() {
        lock.lock();
        try {
            kept = null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isGood(Subject subject) {
        Instant limit = clock.instant().plus(MARGIN);
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .map(ticket -> ticket.getEndTime().toInstant())
                .min(Comparator.naturalOrder())
                .filter(limit::isBefore)
                .isPresent();
    }
}
