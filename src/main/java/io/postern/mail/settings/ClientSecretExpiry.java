package io.postern.mail.settings;

import io.postern.installation.Installation;
import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.OAuthSecret;
import io.postern.ratelimit.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Watches the day on which each client secret ends, whether mail is sent or not. */
@Component
public class ClientSecretExpiry {

    private static final Period AHEAD = Period.ofDays(21);
    private static final Duration DAY = Duration.ofDays(1);

    private final MailSettingsRepository repository;
    private final Installation installation;
    private final RateLimiter limits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClientSecretExpiry(
            MailSettingsRepository repository,
            Installation installation,
            RateLimiter limits,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.installation = installation;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void look() {
        for (MailSettings server : repository.inOrder()) {
            Optional<OAuthSecret.Expiring> expiring = expiring(server);
            if (expiring.isEmpty()) {
                events.publishEvent(new OAuthSecret.Renewed(server.id()));
            } else if (limits.tryAcquire(key(expiring.get()), 1, DAY)) {
                events.publishEvent(expiring.get());
            }
        }
    }

    /** The day of a new secret counts at once. */
    @EventListener
    void on(MailSettingsSaved saved) {
        boolean expires = repository.inOrder().stream()
                .anyMatch(server ->
                        server.id() == saved.server() && expiring(server).isPresent());
        if (!expires) {
            events.publishEvent(new OAuthSecret.Renewed(saved.server()));
        }
    }

    @EventListener
    void on(MailServer.Removed removed) {
        events.publishEvent(new OAuthSecret.Renewed(removed.server()));
    }

    private static String key(OAuthSecret.Expiring expiring) {
        String server = expiring.server() == MailSettings.PRIMARY ? "" : expiring.server() + ":";
        return "oauth-secret-expiring:" + server + expiring.clientId() + ":" + expiring.lastDay();
    }

    private Optional<OAuthSecret.Expiring> expiring(MailSettings server) {
        MailSettingsValues values = server.values();
        MailSettingsValues.OAuth oauth = values.signIn().useDefaultCredentials() ? null : values.oauth();
        LocalDate lastDay = oauth == null ? null : oauth.oauthSecretExpires();
        String client = oauth == null || oauth.oauthClientId() == null ? "" : oauth.oauthClientId();
        return lastDay == null || status(lastDay) == Status.GOOD
                ? Optional.empty()
                : Optional.of(new OAuthSecret.Expiring(server.id(), server.name(), client, lastDay));
    }

    public enum Status {
        GOOD,
        ENDS_SOON,
        ENDED
    }

    /** The status of a secret by its last day, in the installation's time zone; good where no day is known. */
    public Status status(@Nullable LocalDate lastDay) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), installation.current().timeZone());
        if (lastDay == null || today.plus(AHEAD).isBefore(lastDay)) {
            return Status.GOOD;
        }
        return today.isAfter(lastDay) ? Status.ENDED : Status.ENDS_SOON;
    }
}
