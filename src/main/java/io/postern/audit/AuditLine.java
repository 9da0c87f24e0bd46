package io.postern.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail.
 *
 * @param action the message key of what was done
 * @param details lines {@code name=value}
 * @param partOf the number of the line beneath which this one stands; 0 for one that stands by itself
 */
record AuditLine(
        long id,
        Instant at,
        String actor,
        @Nullable String clientAddress,
        String action,
        String subject,
        String details,
        long partOf) {

    static AuditLine read(ResultSet row, int number) throws SQLException {
        return new AuditLine(
                row.getLong("id"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("actor"),
                row.getString("client_address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"),
                row.getLong("part_of"));
    }
}
