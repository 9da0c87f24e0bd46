package io.postern.users.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Imports in the background. */
@Component
class ImportRuns {

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum State {
        RUNNING,
        DONE,
        /** Nothing was added. */
        FAILED
    }

    /**
     * One of them.
     *
     * @param id that of its file
     * @param leftOut how many wrong lines the preview showed
     * @param added how many users are added, which nobody else sees before the end
     */
    record Run(
            UUID id, UUID user, String clientAddress, boolean invite, int leftOut, int total, int added, State state) {}

    /** If it is started twice, it runs once. */
    void start(Run run) {
        try {
            jdbc.sql("insert into user_import"
                            + " (id, user_id, client_address, invite, left_out, total, added, state, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, 0, 'RUNNING', ?)")
                    .params(run.id(), run.user(), run.clientAddress(), run.invite(), run.leftOut(), run.total())
                    .param(Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException startedBefore) {
            return;
        }
    }

    Optional<Run> find(UUID id, UUID user) {
        return jdbc.sql("select * from user_import where id = ? and user_id = ?")
                .params(id, user)
                .query(ImportRuns::read)
                .optional();
    }

    List<Run> running() {
        return jdbc.sql(
                        "select * from user_import where state = 'RUNNING' order by created_at fetch first 20 rows only")
                .query(ImportRuns::read)
                .list();
    }

    /** Commits by itself, so that pages see it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void progress(UUID id, int added) {
        jdbc.sql("update user_import set added = ? where id = ?")
                .params(added, id)
                .update();
    }

    void end(UUID id, State state) {
        jdbc.sql("update user_import set state = ?, added = case when ? = 'DONE' then total else 0 end where id = ?")
                .params(state.name(), state.name(), id)
                .update();
    }

    /** The file has to be looked at again. */
    void withdraw(UUID id) {
        jdbc.sql("delete from user_import where id = ?").param(id).update();
    }

    private static Run read(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("client_address"),
                row.getBoolean("invite"),
                row.getInt("left_out"),
                row.getInt("total"),
                row.getInt("added"),
                State.valueOf(row.getString("state")));
    }
}
