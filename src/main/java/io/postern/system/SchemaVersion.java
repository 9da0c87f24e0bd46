package io.postern.system;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether another instance, of a newer version, has migrated the database while this one runs. It refuses to start with such a database,
 * but it may have been there before.
 */
@Component
class SchemaVersion {

    private final JdbcClient jdbc;
    private final Optional<MigrationVersion> known;

    SchemaVersion(ObjectProvider<Flyway> flyway, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.known = flyway.stream()
                .flatMap(each -> Arrays.stream(each.info().all()))
                .filter(migration ->
                        migration.isVersioned() && migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
    }

    record Newer(String program, String database) {}

    /** Empty if the schema is that of this program. */
    Optional<Newer> newer() {
        return known.flatMap(program -> jdbc
                .sql(
                        "select \"version\" from \"flyway_schema_history\" where \"success\" = true and \"version\" is not null")
                .query(String.class)
                .list()
                .stream()
                .map(MigrationVersion::fromVersion)
                .max(Comparator.naturalOrder())
                .filter(database -> database.isNewerThan(program))
                .map(database -> new Newer(program.getVersion(), database.getVersion())));
    }
}
