package io.postern.alerts.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertMessages;
import io.postern.testing.Databases;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The components that occur, however a database sorts their names. */
class AlertComponentsIT {

    private static final List<String> NAMES =
            List.of("backup", "Backup", "BACKUP", "backup 2", "backup-db", "Bäckup", "disk");

    @Test
    void eachIsFoundOnceByTheRulesOfALanguage() {
        assertThat(components(Databases.sortingAsEnglishDoes())).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void eachIsFoundOnceByTheNumbersOfCharacters() {
        assertThat(components(Databases.migrated(Databases.Kind.H2))).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(components(Databases.migrated(Databases.Kind.POSTGRESQL)))
                .containsExactlyInAnyOrderElementsOf(NAMES);
    }

    private static List<String> components(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        for (int i = 0; i < 2 * NAMES.size(); i++) {
            jdbc.sql(
                            "insert into alert (severity, component, cause, verbatim, first_at, last_at, mailable, search_text)"
                                    + " values (0, ?, ?, 'x', current_timestamp, current_timestamp, true, 'x')")
                    .params(NAMES.get(i % NAMES.size()), "cause " + i)
                    .update();
        }
        return new AlertList(jdbc, new AlertMessages(new StaticMessageSource())).components();
    }
}
