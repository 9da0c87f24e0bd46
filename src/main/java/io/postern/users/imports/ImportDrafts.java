package io.postern.users.imports;

import io.postern.audit.AuditEntry;
import io.postern.audit.AuditGroups;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files that wait to be imported: at most one for each administrator, for a day. */
@Component
class ImportDrafts {

    private final JdbcClient jdbc;
    private final BulkUserCreation users;
    private final AuditGroups trail;
    private final Clock clock;

    ImportDrafts(JdbcClient jdbc, BulkUserCreation users, AuditGroups trail, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.trail = trail;
        this.clock = clock;
    }

    /** Stores the file in place of an earlier one. */
    @Transactional
    public UUID keep(UUID owner, UserFile file) {
        jdbc.sql("delete from user_import_draft where user_id = ? and id not in"
                        + " (select id from user_import where state = 'RUNNING')")
                .param(owner)
                .update();
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into user_import_draft (id, user_id, content, encoding, created_at) values (?, ?, ?, ?, ?)")
                .params(id, owner, file.text(), file.encoding(), Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Empty when the file was imported or discarded, or is somebody else's. */
    Optional<UserFile> file(UUID id, UUID owner) {
        return jdbc.sql("select content, encoding from user_import_draft where id = ? and user_id = ?")
                .params(id, owner)
                .query((row, number) -> new UserFile(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Locks a file until the transaction ends. Empty if somebody else has it locked, or it is gone. */
    Optional<UserFile> lock(UUID id) {
        return jdbc.sql("select content, encoding from user_import_draft where id = ? for update skip locked")
                .param(id)
                .query((row, number) -> new UserFile(row.getString(1), row.getString(2)))
                .optional();
    }

    /**
     * Adds the users of all right lines and deletes the file, or does neither.
     *
     * @param progress is told how many are added
     * @return false when the file was imported or discarded already
     * @throws DuplicateKeyException when somebody took one of the names since they were checked
     */
    @Transactional
    public boolean add(UUID id, UUID owner, CheckedFile checked, boolean invite, IntConsumer progress) {
        if (!remove(id, owner)) {
            return false;
        }
        AuditEntry imported = new AuditEntry(
                "users.imports.audit.imported",
                Integer.toString(checked.count()),
                Map.of("invited", Boolean.toString(invite), "leftOut", Integer.toString(checked.wrongCount())));
        trail.beneath(imported, () -> users.create(checked.accounts(), invite, progress));
        return true;
    }

    /** If several callers remove the same file, one of them gets true. */
    boolean remove(UUID id, UUID owner) {
        return jdbc.sql("delete from user_import_draft where id = ? and user_id = ?")
                        .params(id, owner)
                        .update()
                == 1;
    }
}
