package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Databases;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsIT {

    /** The pool closes it half an hour after the first start; H2 then fails at constraints with IN or OR. */
    @Test
    void noConstraintNeedsTheConnectionThatMadeItsTable() {
        JdbcClient jdbc = JdbcClient.create(Databases.migrated(Databases.Kind.H2));
        List<String> clauses = jdbc.sql("select check_clause from information_schema.check_constraints")
                .query(String.class)
                .list();
        assertThat(clauses).isNotEmpty().noneMatch(clause -> clause.contains(" IN(") || clause.contains(" OR "));
    }

    /** It may have been deleted by hand, or be missing in a backup of some tables. */
    @ParameterizedTest
    @EnumSource
    void aStartRestoresTheRowOfTheQueueHold(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("delete from queue_hold").update();
        jdbc.sql("delete from sending_rate").update();
        Databases.migrated(database);
        Databases.migrated(database);
        assertThat(jdbc.sql("select id from queue_hold union all select id from sending_rate")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 1);
    }
}
