package io.postern.database.startup;

import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in two sentences why the database can't be opened and what to do, instead of a stack trace. */
class NoDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<FlywaySqlUnableToConnectToDbException> {

    private static final int H2_IN_USE = 90020;

    private final String url;

    NoDatabaseFailureAnalyzer(Environment environment) {
        url = url(environment);
    }

    /** The URL without its options, which may hold a password. */
    static String url(Environment environment) {
        return environment.getProperty("spring.datasource.url", "").replaceFirst("[?;].*", "");
    }

    @Override
    protected FailureAnalysis analyze(Throwable startFailure, FlywaySqlUnableToConnectToDbException cause) {
        return new FailureAnalysis(
                "The database %s can’t be opened: %s".formatted(url, said(cause)), advice(cause), startFailure);
    }

    private static String said(Throwable cause) {
        return causes(cause)
                .filter(SQLException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElseGet(cause::getMessage);
    }

    private static String advice(Throwable cause) {
        if (causes(cause).anyMatch(each -> each instanceof SQLException sql && sql.getErrorCode() == H2_IN_USE)) {
            return "Another Postern runs in this folder: stop it, or start this one elsewhere. "
                    + "Several instances need PostgreSQL.";
        }
        if (causes(cause).anyMatch(AccessDeniedException.class::isInstance)) {
            return "Let the account that runs Postern write in this folder, or start it in another.";
        }
        return "Check spring.datasource.url, .username and .password, and whether the database is running.";
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause);
    }
}
