package io.postern.users;

import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds many users at once. Each is published like one that is added alone. */
@Component
public class NewUsers {

    private static final int BATCH = 500;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NewUsers(
            JdbcTemplate batches,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events,
            Clock clock) {
        this.batches = batches;
        this.jdbc = jdbc;
        this.entities = entities;
        this.events = events;
        this.clock = clock;
    }

    /** Those of the identifiers ({@link AccountData#identifiers}) that somebody has. */
    public Set<String> taken(Set<String> identifiers) {
        Set<String> taken = new HashSet<>();
        List<String> all = List.copyOf(identifiers);
        for (int from = 0; from < all.size(); from += BATCH) {
            taken.addAll(jdbc.sql("select identifier_key from user_identifier where identifier_key in (:keys)")
                    .param("keys", all.subList(from, Math.min(from + BATCH, all.size())))
                    .query((row, number) -> row.getString(1))
                    .list());
        }
        return taken;
    }

    /**
     * Adds all of them without a password, or none.
     *
     * @param invite whether each gets an invitation mailed
     * @throws org.springframework.dao.DuplicateKeyException when somebody has one of their usernames or addresses
     */
    @Transactional
    public void create(List<AccountData> all, boolean invite) {
        for (int from = 0; from < all.size(); from += BATCH) {
            add(all.subList(from, Math.min(from + BATCH, all.size())), invite);
            // What listeners read of them is not needed again.
            entities.flush();
            entities.clear();
        }
    }

    private void add(List<AccountData> some, boolean invite) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> keys = new ArrayList<>();
        List<UserCreated> created = new ArrayList<>();
        Timestamp now = Timestamp.from(clock.instant());
        for (AccountData data : some) {
            UUID id = UUID.randomUUID();
            rows.add(row(id, data, now));
            data.identifiers().keySet().forEach(key -> keys.add(new Object[] {key, id}));
            created.add(new UserCreated(id, data.username(), data.role(), invite && data.email() != null));
        }
        batches.batchUpdate(
                """
                insert into users (id, username, email, display_name, role, language, credential_version, disabled,
                    created_at, search_text, pending, reachable, version)
                values (?, ?, ?, ?, ?, ?, 0, false, ?, ?, true, ?, 0)
                """,
                rows);
        batches.batchUpdate("insert into user_identifier (identifier_key, user_id) values (?, ?)", keys);
        created.forEach(events::publishEvent);
    }

    private static Object[] row(UUID id, AccountData data, Timestamp now) {
        @Nullable String email = data.email() == null ? null : data.email().value();
        @Nullable Locale language = data.language();
        return new Object[] {
            id,
            data.username(),
            email,
            data.displayName(),
            data.role().name(),
            language == null ? null : language.toLanguageTag(),
            now,
            SearchText.of(data.username(), email == null ? "" : email, data.displayName()),
            email != null
        };
    }
}
