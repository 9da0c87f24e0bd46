package io.postern.torture;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A mail as the application has it on record.
 *
 * @param person by the name that was typed or that the account has
 * @param outlived whether it ended after its life was over
 */
record Row(
        long id,
        String kind,
        @Nullable String person,
        @Nullable String messageId,
        String state,
        @Nullable String reason,
        @Nullable String recipient,
        boolean outlived) {

    static List<Row> all(JdbcClient database) {
        return database.sql(
                        """
                        select id, kind, coalesce(username, reference) as person, message_id, state, reason, recipient,
                            coalesce(finished_at >= expires_at, false) as outlived
                        from delivery order by id
                        """)
                .query(Row.class)
                .list();
    }

    /** The same, for the person that is known from elsewhere. */
    Row of(@Nullable String known) {
        return new Row(id, kind, known, messageId, state, reason, recipient, outlived);
    }

    boolean isUnfinished() {
        return state.equals("QUEUED") || state.equals("SENDING");
    }

    @Override
    public String toString() {
        return "mail %d, %s for %s: %s %s %s".formatted(id, kind, person, state, reason, messageId);
    }
}
