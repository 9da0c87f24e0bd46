package io.postern.selection;

import io.postern.audit.AuditEntry;
import io.postern.database.Conditions;
import io.postern.database.DatabaseTime;
import io.postern.selection.Selection.LeftOutRow;
import io.postern.selection.Selection.Progress;
import io.postern.selection.Selection.Reason;
import io.postern.selection.Selection.Report;
import io.postern.selection.Selection.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The selections and their rows in the database. */
@Component
class SelectionRepository {

    private static final int SHOWN = 200;

    /** After so long, nobody is at a short one any more who began it. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final DatabaseTime clock;
    private final ApplicationEventPublisher events;

    SelectionRepository(JdbcClient jdbc, DatabaseTime clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Notes the rows that fulfil the conditions now, in one statement, and which of them will be left out. */
    @Transactional
    public Selection ask(SelectableList list, SelectionAction action, Selection asked, Conditions which) {
        jdbc.sql("insert into selection (id, list, action, argument, user_id, client_address, state, total, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, 'ASKED', 0, ?)")
                .params(asked.id(), asked.list(), asked.action(), asked.argument(), asked.user())
                .param(asked.clientAddress())
                .param(Timestamp.from(clock.instant()))
                .update();
        Map<String, Object> values = new HashMap<>(which.values());
        values.put("selection", asked.id());
        values.put("me", asked.user());
        values.put("argument", asked.argument());
        int total = jdbc.sql(
                        """
                        insert into selection_row (selection_id, row_key, label, state, reason)
                        select cast(:selection as uuid), row_key, label,
                            case when reason is null then 'OPEN' else 'LEFT_OUT' end, reason
                        from (select cast(id as varchar(36)) as row_key, %s as label, cast(%s as varchar(40)) as reason
                            from %s where %s) chosen
                        """
                                .formatted(list.label(), action.foreseen(), list.table(), which.sql()))
                .params(values)
                .update();
        jdbc.sql("update selection set total = ? where id = ?")
                .params(total, asked.id())
                .update();
        return new Selection(
                asked.id(),
                asked.list(),
                asked.action(),
                asked.argument(),
                asked.user(),
                asked.clientAddress(),
                State.ASKED,
                total);
    }

    Optional<Selection> find(UUID id) {
        return jdbc.sql("select * from selection where id = ?")
                .param(id)
                .query(SelectionRepository::read)
                .optional();
    }

    /** If it is started twice, one of the callers gets true. */
    boolean start(UUID id) {
        return jdbc.sql("update selection set state = 'RUNNING', started_at = ? where id = ? and state = 'ASKED'")
                        .params(Timestamp.from(clock.instant()), id)
                        .update()
                == 1;
    }

    /** Those to be worked on in the background, and short ones that were given up. */
    List<Selection> running() {
        return jdbc
                .sql("select * from selection where state = 'RUNNING' order by started_at fetch first 20 rows only")
                .query((row, number) -> {
                    Selection selection = read(row, number);
                    boolean givenUp = row.getTimestamp("started_at")
                            .toInstant()
                            .isBefore(clock.instant().minus(GIVEN_UP));
                    return selection.isForBackground() || givenUp
                            ? Optional.of(selection)
                            : Optional.<Selection>empty();
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those of a list, of all users who work on them. */
    List<SelectionPages.Running> running(String list) {
        return jdbc.sql("select id, action, total from selection where state = 'RUNNING' and list = ?"
                        + " order by started_at fetch first 20 rows only")
                .param(list)
                .query((row, number) -> new SelectionPages.Running(
                        row.getObject("id", UUID.class), row.getString("action"), row.getInt("total")))
                .list();
    }

    List<String> openRows(UUID id, int most) {
        return jdbc.sql("select row_key from selection_row where selection_id = ? and state = 'OPEN'"
                        + " order by selection_id, state, row_key fetch first " + most + " rows only")
                .param(id)
                .query(String.class)
                .list();
    }

    /** Locks an open row until the transaction ends. False if somebody else is at it, or did it. */
    boolean take(UUID id, String row) {
        return jdbc.sql("select row_key from selection_row where selection_id = ? and row_key = ? and state = 'OPEN'"
                        + " for update skip locked")
                .params(id, row)
                .query(String.class)
                .optional()
                .isPresent();
    }

    void end(UUID id, String row, @Nullable String reason) {
        jdbc.sql(
                        "update selection_row set state = ?, reason = ? where selection_id = ? and row_key = ? and state = 'OPEN'")
                .param(reason == null ? "DONE" : "LEFT_OUT")
                .param(reason)
                .param(id)
                .param(row)
                .update();
    }

    void leaveOutAll(UUID id, String reason) {
        jdbc.sql("update selection_row set state = 'LEFT_OUT', reason = ? where selection_id = ? and state = 'OPEN'")
                .params(reason, id)
                .update();
    }

    /**
     * Leaves out all that is not done yet. The row that somebody is at is waited for. If it is stopped twice, or ends at the same time,
     * one wins.
     */
    @Transactional
    public void stop(SelectableList list, Selection selection, String by) {
        int stopped = jdbc.sql("update selection set stopped_by = ? where id = ? and state = 'RUNNING'"
                        + " and stopped_by is null and exists"
                        + " (select 1 from selection_row where selection_id = ? and selection_row.state = 'OPEN')")
                .params(by, selection.id(), selection.id())
                .update();
        if (stopped == 1) {
            leaveOutAll(selection.id(), "stopped");
            finish(selection.id());
            Progress progress = progress(selection.id());
            events.publishEvent(new AuditEntry(
                    "selection.audit.stopped",
                    selection.list(),
                    Map.of(
                            "action", list.texts() + selection.action() + ".title",
                            "done", Integer.toString(progress.done()),
                            "leftOut", Integer.toString(progress.leftOut()))));
        }
    }

    void finish(UUID id) {
        jdbc.sql("update selection set state = 'DONE' where id = ? and state = 'RUNNING' and not exists"
                        + " (select 1 from selection_row where selection_id = ? and selection_row.state = 'OPEN')")
                .params(id, id)
                .update();
    }

    Progress progress(UUID id) {
        Map<String, Integer> rows = new HashMap<>();
        jdbc.sql("select state, count(*) from selection_row where selection_id = ? group by state")
                .param(id)
                .query(row -> {
                    rows.put(row.getString(1), row.getInt(2));
                });
        return new Progress(
                rows.getOrDefault("OPEN", 0), rows.getOrDefault("DONE", 0), rows.getOrDefault("LEFT_OUT", 0));
    }

    Report report(UUID id) {
        return new Report(
                jdbc.sql("select label from selection_row where selection_id = ? and state <> 'LEFT_OUT'"
                                + " order by label fetch first " + SHOWN + " rows only")
                        .param(id)
                        .query(String.class)
                        .list(),
                jdbc.sql("select reason, count(*) from selection_row where selection_id = ? and state = 'LEFT_OUT'"
                                + " group by reason order by count(*) desc, reason")
                        .param(id)
                        .query((row, number) -> new Reason(row.getString(1), row.getInt(2)))
                        .list(),
                jdbc.sql("select label, reason from selection_row where selection_id = ? and state = 'LEFT_OUT'"
                                + " order by reason, label fetch first " + SHOWN + " rows only")
                        .param(id)
                        .query((row, number) -> new LeftOutRow(row.getString(1), row.getString(2)))
                        .list(),
                jdbc.sql("select stopped_by from selection where id = ? and stopped_by is not null")
                        .param(id)
                        .query(String.class)
                        .optional()
                        .orElse(null));
    }

    private static Selection read(ResultSet row, int number) throws SQLException {
        return new Selection(
                row.getObject("id", UUID.class),
                row.getString("list"),
                row.getString("action"),
                row.getString("argument"),
                row.getObject("user_id", UUID.class),
                row.getString("client_address"),
                State.valueOf(row.getString("state")),
                row.getInt("total"));
    }
}
