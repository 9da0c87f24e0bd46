package io.postern.mail.overview;

import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.test.LastTestSummary;
import io.postern.overview.OverviewPart;
import io.postern.web.RoomPaths.Access;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mail server, with the last mail that it took and the last test. */
@Component
@Order(2)
class ServerPart implements OverviewPart {

    private final MailSettingsRepository settings;
    private final QueueHold queueHold;
    private final LastTestSummary tests;
    private final JdbcClient jdbc;

    ServerPart(MailSettingsRepository settings, QueueHold queueHold, LastTestSummary tests, JdbcClient jdbc) {
        this.queueHold = queueHold;
        this.settings = settings;
        this.tests = tests;
        this.jdbc = jdbc;
    }

    /**
     * What the template shows.
     *
     * @param name of the primary; null while none is set up
     * @param backup through which mail goes now, or null
     */
    record Server(
            @Nullable String name,
            @Nullable String backup,
            @Nullable Success lastSuccess,
            LastTestSummary.Sentence lastTest) {}

    /** @param peer the address that took the mail */
    record Success(Instant at, @Nullable String peer) {}

    @Override
    public Place place() {
        return Place.BODY;
    }

    @Override
    public Access readers() {
        return Access.OPERATORS;
    }

    @Override
    public String template() {
        return "mail/overview-server";
    }

    @Override
    public Server model() {
        MailSettings stored = settings.stored();
        String host = stored.values().server().host();
        return new Server(
                host == null ? null : stored.name(),
                backup().orElse(null),
                lastSuccess().orElse(null),
                tests.of(stored));
    }

    private Optional<String> backup() {
        QueueHold.Servers holds = queueHold.servers();
        return settings.inOrder().stream()
                .filter(server -> holds.free().contains((int) server.id()))
                .findFirst()
                .filter(server -> !server.isPrimary())
                .map(MailSettings::name);
    }

    /** Among the newest attempts; what is longer ago is told by the list of deliveries. */
    private Optional<Success> lastSuccess() {
        return jdbc.sql(
                        """
                        select attempted_at, server from (select id, attempted_at, server, problem from delivery_attempt
                            order by id desc fetch first 1000 rows only) t
                        where problem is null order by id desc fetch first 1 rows only
                        """)
                .query((row, number) -> new Success(row.getTimestamp(1).toInstant(), row.getString(2)))
                .optional();
    }
}
