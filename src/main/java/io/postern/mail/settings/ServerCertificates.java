package io.postern.mail.settings;

import io.postern.mail.ServerCertificateExpiring;
import io.postern.mail.ServerCertificateRenewed;
import io.postern.net.HostName;
import io.postern.outbound.CertificateInfo;
import io.postern.ratelimit.RateLimiter;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Watches when the certificates of mail servers end. Safe for use by the threads that send. */
@Component
public class ServerCertificates {

    /** A certificate is warned about this long before its end. */
    public static final Duration AHEAD = Duration.ofDays(21);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final int MOST_KNOWN = 100;
    private static final int LONGEST_SUBJECT = 1000;
    private static final Logger log = LoggerFactory.getLogger(ServerCertificates.class);

    private final MailSettingsRepository repository;
    private final JdbcClient jdbc;
    /** For a boundary within a method: a failure is caught outside. */
    private final TransactionOperations transaction;

    private final RateLimiter limits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** By host: the same one is not looked up again within a day. */
    private final Map<String, Observation> last = new ConcurrentHashMap<>();

    private record Observation(X509Certificate certificate, Instant at) {}

    ServerCertificates(
            MailSettingsRepository repository,
            JdbcClient jdbc,
            TransactionOperations transaction,
            RateLimiter limits,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    /** A server presented this certificate, and it was accepted. Quick for a known one. Never throws. */
    public void observe(String host, X509Certificate certificate) {
        Observation before = last.get(host);
        Instant now = clock.instant();
        if (before != null
                && before.certificate().equals(certificate)
                && !now.isBefore(before.at())
                && now.isBefore(before.at().plus(DAY))) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> remember(host, certificate, now));
            publish(host, known(host).orElseThrow(), now);
            if (last.size() >= MOST_KNOWN) {
                last.clear();
            }
            last.put(host, new Observation(certificate, now));
        } catch (DuplicateKeyException anotherInstanceWasFaster) {
            log.debug("The certificate of {} was noted meanwhile", host);
        } catch (RuntimeException mailIsMoreImportant) {
            log.warn("The certificate of {} could not be noted", host, mailIsMoreImportant);
        }
    }

    /** Mail may reach a backup only once the primary fails. Its certificate is watched all the same, as it was when it was met last. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void look() {
        for (MailSettings server : repository.inOrder()) {
            String host = HostName.canonical(server.host()).orElse(server.host());
            known(host).ifPresent(certificate -> publish(host, certificate, clock.instant()));
        }
    }

    /** When the last known certificate of the host ends. Empty if that is more than three weeks away, or none is known. */
    public Optional<Instant> endOf(String host) {
        return known(host).map(Known::end).filter(end -> endsSoon(end, clock.instant()));
    }

    private record Known(String subject, String fingerprint, Instant end) {}

    private Optional<Known> known(String host) {
        return jdbc.sql("select subject, fingerprint, not_after from mail_server_certificate where host = ?")
                .param(host)
                .query((row, number) -> new Known(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .optional();
    }

    private void remember(String host, X509Certificate certificate, Instant now) {
        jdbc.sql("delete from mail_server_certificate where host = ? or seen_at < ?"
                        + " and host not in (select host from mail_settings where host is not null)")
                .params(host, Timestamp.from(now.minus(RETENTION)))
                .update();
        jdbc.sql(
                        "insert into mail_server_certificate (host, subject, fingerprint, not_after, seen_at) values (?, ?, ?, ?, ?)")
                .params(
                        host,
                        subject(certificate),
                        CertificateInfo.fingerprint(certificate),
                        Timestamp.from(certificate.getNotAfter().toInstant()),
                        Timestamp.from(now))
                .update();
    }

    private void publish(String host, Known certificate, Instant now) {
        String key = "certificate-expiring:" + certificate.fingerprint();
        if (!endsSoon(certificate.end(), now)) {
            events.publishEvent(new ServerCertificateRenewed(host));
        } else if (limits.tryAcquire(key, 1, DAY)) {
            events.publishEvent(new ServerCertificateExpiring(host, certificate.subject(), certificate.end()));
        }
    }

    private static boolean endsSoon(Instant end, Instant now) {
        return end.minus(AHEAD).isBefore(now);
    }

    /** PostgreSQL does not take the character NUL. */
    private static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName().replace('\0', ' ');
        return name.length() > LONGEST_SUBJECT ? name.substring(0, LONGEST_SUBJECT) : name;
    }
}
