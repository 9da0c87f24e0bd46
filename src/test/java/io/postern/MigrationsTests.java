package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Databases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTests {

    /** The pool closes it half an hour after the first start; H2 then fails at constraints with IN or OR. */
    @Test
    void noConstraintNeedsTheConnectionThatMadeItsTable() {
        JdbcClient jdbc = JdbcClient.create(Databases.migrated(Databases.Kind.H2));
        List<String> clauses = jdbc.sql("select check_clause from information_schema.check_constraints")
                .query(String.class)
                .list();
        assertThat(clauses).isNotEmpty().noneMatch(clause -> clause.contains(" IN(") || clause.contains(" OR "));
    }
}
