package io.postern.database.startup;

import io.postern.database.IncompatibleDatabase;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Migrates the database, and refuses one that Postern can't work with, or in which a migration ran that this program doesn't have. Flyway
 * by itself accepts what a newer program did, and stops at what an older one did with a list of versions.
 */
@Component
class CheckedMigration implements FlywayMigrationStrategy {

    /** The first migration of 1.0. Those before were numbered from 01. */
    private static final MigrationVersion FIRST = MigrationVersion.fromVersion("1.0.01");

    private final String url;

    CheckedMigration(Environment environment) {
        url = NoDatabaseFailureAnalyzer.url(environment);
    }

    @Override
    public void migrate(Flyway flyway) {
        MigrationInfoService info = flyway.info();
        new DatabaseRequirements(url, flyway.getConfiguration().getDataSource()).check(info.pending().length > 0);
        refuseUnknown(info);
        flyway.migrate();
    }

    private void refuseUnknown(MigrationInfoService info) {
        List<MigrationVersion> unknown = versions(info.applied(), false);
        if (unknown.isEmpty()) {
            return;
        }
        if (unknown.get(0).compareTo(FIRST) < 0) {
            throw IncompatibleDatabase.beforeFirstRelease(url);
        }
        List<MigrationVersion> known = versions(info.all(), true);
        throw IncompatibleDatabase.newer(url, last(unknown), last(known));
    }

    private static List<MigrationVersion> versions(MigrationInfo[] migrations, boolean known) {
        return Arrays.stream(migrations)
                .filter(each -> each.isVersioned() && isKnown(each.getState()) == known)
                .map(MigrationInfo::getVersion)
                .sorted()
                .toList();
    }

    private static boolean isKnown(MigrationState state) {
        return state.isResolved();
    }

    private static String last(List<MigrationVersion> sorted) {
        return sorted.get(sorted.size() - 1).getVersion();
    }
}
