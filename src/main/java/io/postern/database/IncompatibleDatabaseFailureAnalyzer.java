package io.postern.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says why a start refused its database, and what to do. */
class IncompatibleDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<IncompatibleDatabase> {

    private final String url;

    IncompatibleDatabaseFailureAnalyzer(Environment environment) {
        url = NoDatabaseFailureAnalyzer.url(environment);
    }

    @Override
    protected FailureAnalysis analyze(Throwable startFailure, IncompatibleDatabase cause) {
        return new FailureAnalysis(
                "The database %s %s. Nothing was changed in it.".formatted(url, cause.getMessage()),
                cause.isNewer()
                        ? "Start the newer version, or restore the backup from before the upgrade."
                        : "Start this version with an empty database, or the old database with the version that made it.",
                startFailure);
    }
}
