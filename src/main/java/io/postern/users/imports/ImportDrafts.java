package io.postern.users.imports;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files whose preview is looked at: one for each administrator, for a day. */
@Component
class ImportDrafts {

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the file in place of one from before. */
    @Transactional
    public UUID keep(UUID owner, UserFile file) {
        jdbc.sql("delete from user_import_draft where user_id = ?").param(owner).update();
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into user_import_draft (id, user_id, content, encoding, created_at) values (?, ?, ?, ?, ?)")
                .params(id, owner, file.text(), file.encoding(), Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    Optional<UserFile> file(UUID id, UUID owner) {
        return jdbc.sql("select content, encoding from user_import_draft where id = ? and user_id = ?")
                .params(id, owner)
                .query((row, number) -> new UserFile(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Of several at once, one gets true. */
    boolean remove(UUID id, UUID owner) {
        return jdbc.sql("delete from user_import_draft where id = ? and user_id = ?")
                        .params(id, owner)
                        .update()
                == 1;
    }
}
