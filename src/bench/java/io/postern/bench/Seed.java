package io.postern.bench;

import java.sql.SQLException;

/** Puts into a stopped application's database what measurements begin with. */
record Seed(Storage storage) {

    private static final String QUEUED =
            """
            insert into delivery (kind, priority, state, reference, client_address, queued_at, due_at, expires_at)
            select 'password-reset', %d, 'QUEUED', 'u' || mod(n, %d), '10.0.0.1', current_timestamp, current_timestamp,
                current_timestamp + interval '30' minute
            from (%s) numbers
            """;

    /** The accounts u0, u1 and so on, and the settings to send by this server. */
    void prepare(int users, int smtpPort) throws SQLException {
        storage.execute(
                """
                insert into users (id, username, email, display_name, role, credential_version, disabled, created_at,
                    search_text, pending, reachable, version)
                select cast('00000000-0000-0000-0000-' || lpad(cast(n as varchar(12)), 12, '0') as uuid), 'u' || n,
                    'u' || n || '@bench.example', 'Ursula Underwood ' || n, 'USER', 0, false, current_timestamp, '', true, true, 0
                from (%s) numbers
                """
                        .formatted(numbers(users)),
                "insert into user_identifier (identifier_key, user_id) select username, id from users"
                        + " where username like 'u%'",
                "insert into user_identifier (identifier_key, user_id) select email, id from users"
                        + " where username like 'u%'",
                "update mail_settings set version = version + 1, ssl_enabled = false, host = '127.0.0.1', port = "
                        + smtpPort + ", from_address = 'postern@bench.example', auth_method = 'NONE'");
        analyze();
    }

    /** Due requests of users in turn. */
    void queue(int mails, int users, int priority) throws SQLException {
        storage.execute(QUEUED.formatted(priority, users, numbers(mails)));
        analyze();
    }

    /** Finished mails with their attempts. */
    void history(int rows, int users) throws SQLException {
        storage.execute(
                """
                insert into delivery (kind, priority, state, user_id, username, username_key, recipient, recipient_key,
                    message_id, queued_at, due_at, expires_at, finished_at, attempts)
                select 'password-reset', 0, 'SENT',
                    cast('00000000-0000-0000-0000-' || lpad(cast(mod(n, %1$d) as varchar(12)), 12, '0') as uuid),
                    'u' || mod(n, %1$d), 'u' || mod(n, %1$d), 'u' || mod(n, %1$d) || '@bench.example',
                    'u' || mod(n, %1$d) || '@bench.example', '<' || n || '@bench.example>', current_timestamp,
                    current_timestamp, current_timestamp, current_timestamp, 1
                from (%2$s) numbers
                """
                        .formatted(users, numbers(rows)),
                "insert into delivery_attempt (delivery_id, attempted_at, server, stage, reply)"
                        + " select id, finished_at, '127.0.0.1:25', 'done', '250 OK queued' from delivery"
                        + " where state = 'SENT' and not exists"
                        + " (select 1 from delivery_attempt where delivery_id = delivery.id)");
        analyze();
    }

    /** Of ten components and all severities; a token that raises more, and people who want mails about them. */
    void alerts(int count, String tokenHash) throws SQLException {
        storage.execute(
                """
                insert into alert (severity, component, cause, verbatim, occurrences, first_at, last_at, mailable, mail_batch,
                    search_text)
                select mod(n, 5), 'system' || mod(n, 10), 'cause ' || n, 'Disk ' || n || ' of this system is nearly full',
                    1, current_timestamp, current_timestamp, true, 0,
                    'system' || mod(n, 10) || ' disk ' || n || ' of this system is nearly full'
                from (%s) numbers
                """
                        .formatted(numbers(count)),
                "insert into api_token (token_hash, name, name_key, components, created_at, created_by) values ('"
                        + tokenHash + "', 'bench', 'bench', '*', current_timestamp, 'root')",
                "update mail_settings set alert_emails_enabled = true");
        analyze();
    }

    /** As if nobody had asked for anything. */
    void clear() throws SQLException {
        storage.execute(
                "delete from delivery_attempt",
                "delete from delivery",
                "delete from link_token",
                "delete from rate_limit",
                "update queue_hold set held_since = null, held_by_person = false, problem = null");
    }

    private void analyze() throws SQLException {
        storage.execute("analyze");
    }

    private String numbers(int count) {
        return storage.isPostgresql()
                ? "select generate_series(0, " + (count - 1) + ") as n"
                : "select x as n from system_range(0, " + (count - 1) + ")";
    }
}
