package io.postern.alerts.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Alert;
import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertMessages;
import io.postern.alerts.AlertProperties;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.FakeAlertWebhook;
import io.postern.alerts.FutureAlerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.database.ListQuery;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

@ParameterizedClass
@EnumSource
class AlertsIT {

    private static final AlertProperties PROPERTIES = new AlertProperties(
            Duration.ofHours(24), Duration.ofDays(90), Duration.ofMinutes(10), Duration.ofSeconds(5));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final JdbcClient jdbc;
    private final FakeAlertWebhook webhook;
    private final Alerts alerts;
    private final AlertList list;
    private final ReadMarks marks;
    private final ListQuery all;
    private final UUID reader = UUID.randomUUID();

    AlertsIT(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        jdbc = JdbcClient.create(database);
        webhook = new FakeAlertWebhook(jdbc);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        alerts = new Alerts(jdbc, transactions, webhook, new AlertMessages(messages()), PROPERTIES, clock);
        list = new AlertList(jdbc, new AlertMessages(messages()));
        marks = new ReadMarks(jdbc, list);
        all = list.query(Map.of());
        jdbc.sql("insert into users (id, username, display_name, role, credential_version, disabled, created_at,"
                        + " search_text, pending, reachable, version)"
                        + " values (?, 'anna', 'Anna', 'OPERATOR', 0, false, current_timestamp, '', true, false, 0)")
                .param(reader)
                .update();
    }

    @Test
    void theSameCauseIsOneRowWithACount() {
        raise("disk", Severity.WARNING);
        clock.advance(Duration.ofHours(1));
        raise("disk", Severity.ERROR);
        raise("disk", Severity.INFO);
        raise("another", Severity.INFO);
        assertThat(all()).hasSize(2);
        Alert disk = all().get(1);
        assertThat(disk.occurrences()).isEqualTo(3);
        assertThat(disk.severity()).as("the highest").isEqualTo(Severity.ERROR);
        assertThat(Duration.between(disk.firstAt(), disk.lastAt())).isEqualTo(Duration.ofHours(1));
        assertThat(webhook.calls())
                .as("what is new, and what is worse than before")
                .containsExactly("WARNING disk", "ERROR disk", "INFO another");
    }

    @Test
    void raisesTheCauseAgainAfterTheClockIsSetBack() {
        clock.advance(Duration.ofDays(365));
        raise("disk", Severity.WARNING);
        clock.advance(Duration.ofDays(-365));
        FutureAlerts.correct(jdbc, clock);
        raise("disk", Severity.WARNING);
        raise("disk", Severity.WARNING);
        assertThat(all()).extracting(Alert::occurrences).containsExactlyInAnyOrder(2L, 1L);
    }

    @Test
    void afterTheWindowTheSameCauseIsAnotherRow() {
        raise("disk", Severity.WARNING);
        clock.advance(PROPERTIES.foldWindow());
        raise("disk", Severity.WARNING);
        raise("disk", Severity.WARNING);
        assertThat(all()).extracting(Alert::occurrences).containsExactly(2L, 1L);
        assertThat(webhook.calls()).containsExactly("WARNING disk", "WARNING disk");
    }

    @Test
    void resolvesAllOfACauseAndTellsItsDuration() {
        raise("disk", Severity.WARNING);
        clock.advance(PROPERTIES.foldWindow());
        raise("disk", Severity.WARNING);
        raise("another", Severity.INFO);
        clock.advance(Duration.ofMinutes(5));
        alerts.resolve("disk");
        clock.advance(Duration.ofMinutes(5));
        alerts.resolve("disk");
        assertThat(all().get(0).lasted()).isEmpty();
        assertThat(all().get(1).lasted()).contains(Duration.ofMinutes(5));
        assertThat(all().get(2).lasted()).isPresent();
        assertThat(webhook.calls()).contains("resolved disk at 2026-01-02T00:05:00Z");
        raise("disk", Severity.WARNING);
        assertThat(all()).hasSize(4).first().matches(alert -> alert.lasted().isEmpty());
    }

    @Tag("case-108")
    @Test
    void aStormOfManyAtOnceIsOneRow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Object> storm = Executors.callable(() -> raise("storm", Severity.ERROR));
            for (Future<Object> each : threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> storm).toList())) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all()).singleElement().extracting(Alert::occurrences).isEqualTo(200L);
        assertThat(webhook.calls()).containsExactly("ERROR storm");
    }

    @Test
    void whatIsReadIsReadByOneReaderAlone() {
        IntStream.range(0, 4).forEach(i -> raise("cause " + i, Severity.INFO));
        UUID another = UUID.randomUUID();
        List<Long> ids = all().stream().map(Alert::id).toList();
        marks.read(reader, List.of(ids.get(0), ids.get(3), 4711L));
        marks.read(reader, List.of(ids.get(0)));
        assertThat(list.unread(reader, 100)).isEqualTo(2);
        assertThat(list.unread(reader, 1)).isEqualTo(1);
        assertThat(list.unread(another, 100)).isEqualTo(4);
        marks.readUpTo(reader, ids.get(2), all);
        marks.readUpTo(reader, ids.get(3), all);
        assertThat(list.unread(reader, 100)).isEqualTo(1);
        assertThat(found(Map.of("state", "read"))).hasSize(3).allMatch(AlertList.Entry::read);
        assertThat(list.mostSevereUnread(reader, 5)).extracting(Alert::id).containsExactly(ids.get(1));
    }

    @Test
    void theBellShowsTheMostSevereFirst() {
        raise("a", Severity.INFO);
        raise("b", Severity.FATAL);
        raise("c", Severity.WARNING);
        raise("d", Severity.FATAL);
        assertThat(list.mostSevereUnread(reader, 3))
                .extracting(alert -> alert.text().verbatim())
                .containsExactly("d", "b", "c");
    }

    @Test
    void pagesAndFiltersFollowTheOrderOfTheList() {
        for (Severity severity : Severity.values()) {
            raise(severity.name(), severity);
        }
        assertThat(names(found(Map.of()))).containsExactly("FATAL", "ERROR", "WARNING", "SUCCESS", "INFO");
        assertThat(names(found(Map.of("severity", "ERROR", "component", "SYSTEM", "state", "unread"))))
                .containsExactly("FATAL", "ERROR");
        assertThat(found(Map.of("component", "MAIL"))).isEmpty();
        alerts.resolve("WARNING");
        assertThat(names(found(Map.of("state", "resolved")))).containsExactly("WARNING");
    }

    @Test
    void findsAlertTextInAnyLanguageAndSpelling() {
        raise("Disk 100%_full on DB1", Severity.WARNING);
        alerts.raise(new NewAlert(
                Severity.ERROR,
                AlertComponent.MAIL,
                "held",
                AlertText.message("alerts.text.mail-held"),
                "/deliveries"));
        AlertText fire = AlertText.ofVerbatim("emoji " + "\uD83D\uDD25".repeat(500));
        alerts.raise(new NewAlert(Severity.FATAL, AlertComponent.SYSTEM, "emoji", fire, null));
        assertThat(search("db1")).hasSize(1);
        assertThat(search("100%_FULL")).hasSize(1);
        assertThat(search("1000")).isEmpty();
        assertThat(search("_00")).isEmpty();
        assertThat(search("e-mail is on hold")).hasSize(1);
        assertThat(search("VERSAND ruht")).hasSize(1);
        assertThat(search("\\")).isEmpty();
        assertThat(search("emoji")).hasSize(1);
    }

    @Test
    void readsExactlyWhatMatchesAFilter() {
        raise("db1", Severity.INFO);
        raise("db2", Severity.ERROR);
        raise("db2 again", Severity.INFO);
        long newest = list.newest();
        raise("db2 too late", Severity.INFO);
        marks.readUpTo(reader, newest, list.query(Map.of("q", "db2")));
        marks.readUpTo(reader, newest, list.query(Map.of("q", "db2", "state", "unread")));
        assertThat(names(found(Map.of("state", "unread")))).containsExactly("db2 too late", "db1");
        marks.readUpTo(reader, newest, all);
        assertThat(list.unread(reader, 9)).isEqualTo(1);
    }

    private List<AlertList.Entry> search(String text) {
        return found(Map.of("q", text));
    }

    private List<AlertList.Entry> found(Map<String, String> parameters) {
        return list.page(list.query(parameters), AlertList.by(reader)).rows();
    }

    private static MessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/alerts");
        messages.setDefaultEncoding("UTF-8");
        return messages;
    }

    private static List<String> names(List<AlertList.Entry> entries) {
        return entries.stream().map(entry -> entry.alert().text().verbatim()).toList();
    }

    private List<Alert> all() {
        return found(Map.of()).stream().map(AlertList.Entry::alert).toList();
    }

    private void raise(String cause, Severity severity) {
        alerts.raise(new NewAlert(severity, AlertComponent.SYSTEM, cause, AlertText.ofVerbatim(cause), null));
    }
}
