package io.postern.crypto;

import io.postern.database.DatabaseLocation;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether somebody has said that there is a copy of the key file. Nothing else can know of it. Another key needs another copy. */
@Component
public class KeyBackup {

    private final Optional<Path> file;
    private final JdbcClient jdbc;
    private final Clock clock;

    KeyBackup(SecretKeyProperties properties, DatabaseLocation location, JdbcClient jdbc, Clock clock) {
        this.file = KeyConfiguration.fileBeside(properties, location);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The key file, if there may be no copy of it. Empty also where the operator keeps the key. */
    public Optional<Path> missing() {
        return file.filter(beside -> jdbc.sql("select count(*) from sealing_key where id = 1 and backed_up_at is null")
                        .query(Integer.class)
                        .single()
                > 0);
    }

    /** Somebody says that there is one. */
    public void confirm() {
        jdbc.sql("update sealing_key set backed_up_at = ? where id = 1")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
