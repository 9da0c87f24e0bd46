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

    /** Keeps the text in place of one from before. */
    @Transactional
    public UUID keep(UUID owner, String content) {
        jdbc.sql("delete from user_import_draft where user_id = ?").param(owner).update();
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into user_import_draft (id, user_id, content, created_at) values (?, ?, ?, ?)")
                .params(id, owner, content, Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    Optional<String> content(UUID id, UUID owner) {
        return jdbc.sql("select content from user_import_draft where id = ? and user_id = ?")
                .params(id, owner)
                .query((row, number) -> row.getString(1))
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
