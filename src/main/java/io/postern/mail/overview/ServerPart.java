package io.postern.mail.overview;

import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.test.LastTestSummary;
import io.postern.net.HostName;
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
    private final LastTestSummary tests;
    private final JdbcClient jdbc;

    ServerPart(MailSettingsRepository settings, LastTestSummary tests, JdbcClient jdbc) {
        this.settings = settings;
        this.tests = tests;
        this.jdbc = jdbc;
    }

    /**
     * What the template shows.
     *
     * @param name null while none is set up
     */
    record Server(@Nullable String name, @Nullable Success lastSuccess, LastTestSummary.Sentence lastTest) {}

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
                host == null
                        ? null
                        : HostName.shown(host) + ":" + stored.values().effectivePort(),
                lastSuccess().orElse(null),
                tests.of(stored));
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
