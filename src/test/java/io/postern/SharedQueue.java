package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The queue of several processes, seen through their PostgreSQL database. */
final class SharedQueue {

    private final JdbcClient jdbc;

    SharedQueue(String database) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", ""));
    }

    void addUsers(int users) {
        jdbc.sql(
                        """
                        insert into users (id, username, email, display_name, role, credential_version, disabled, created_at,
                            search_text, pending, reachable, version)
                        select cast(lpad(cast(n as varchar), 32, '0') as uuid), 'user' || n, 'user' || n || '@corp.example',
                            'User', 'USER', 0, false, current_timestamp, '', true, true, 0
                        from generate_series(1, ?) n
                        """)
                .param(users)
                .update();
        jdbc.sql(
                        """
                        insert into user_identifier (identifier_key, user_id)
                        select username, id from users where username like 'user%'
                        """)
                .update();
    }

    /** One for each of so many users, as if each had asked for a reset. */
    void addMails(int mails) {
        jdbc.sql(
                        """
                        insert into delivery (kind, priority, state, reference, client_address, queued_at, due_at, expires_at)
                        select 'password-reset', 0, 'QUEUED', 'user' || n, '192.0.2.1', current_timestamp, current_timestamp,
                            current_timestamp + interval '30' minute
                        from generate_series(1, ?) n
                        """)
                .param(mails)
                .update();
    }

    /** As if the server had failed somebody's mail; nothing probes before somebody says so. */
    void hold() {
        jdbc.sql(
                        """
                        update queue_hold set held_since = current_timestamp, problem = 'connection-refused',
                            probe_at = current_timestamp + interval '10' minute, probe_seconds = 600
                        """)
                .update();
    }

    /** As if a minute had passed; who lives renews its leases before it takes over those of others. */
    void endLeases() {
        jdbc.sql("update delivery set lease_until = current_timestamp - interval '1' second where state = 'SENDING'")
                .update();
    }

    int count() {
        return count("select count(*) from delivery");
    }

    void awaitSent(int mails) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(count("select count(*) from delivery where state = 'SENT'"))
                        .isEqualTo(mails));
    }

    private int count(String query) {
        return jdbc.sql(query).query(Integer.class).single();
    }
}
