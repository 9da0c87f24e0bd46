package io.postern.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert: one cause, and how often it occurred. */
public record Alert(
        long id,
        Severity severity,
        String component,
        AlertText text,
        @Nullable String link,
        long occurrences,
        Instant firstAt,
        Instant lastAt,
        @Nullable Instant resolvedAt) {

    /** How long it lasted; empty while it is open. */
    public Optional<Duration> lasted() {
        return Optional.ofNullable(resolvedAt).map(end -> Duration.between(firstAt, end));
    }

    Alert resolved(Instant end) {
        return new Alert(id, severity, component, text, link, occurrences, firstAt, lastAt, end);
    }

    public static Alert of(ResultSet row, int number) throws SQLException {
        String arguments = row.getString("arguments");
        Timestamp resolved = row.getTimestamp("resolved_at");
        return new Alert(
                row.getLong("id"),
                Severity.ranked(row.getInt("severity")),
                row.getString("component"),
                new AlertText(
                        row.getString("message_key"),
                        arguments.isEmpty() ? List.of() : List.of(arguments.split("\n", -1)),
                        row.getString("detail_key"),
                        row.getString("verbatim"),
                        row.getString("detail")),
                row.getString("link"),
                row.getLong("occurrences"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                resolved == null ? null : resolved.toInstant());
    }
}
