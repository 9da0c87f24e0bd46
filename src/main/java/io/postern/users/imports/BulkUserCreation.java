package io.postern.users.imports;

import io.postern.database.SearchText;
import io.postern.users.UserData;
import io.postern.users.UserEvent;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds many users at once. Each is published like one that is added alone. */
@Component
public class BulkUserCreation {

    private static final int BATCH = 500;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BulkUserCreation(
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

    /** Those of the identifiers ({@link UserData#identifiers}) that somebody has. */
    public Set<String> taken(Set<String> identifiers) {
        Set<String> taken = new HashSet<>();
        inBatches(
                List.copyOf(identifiers),
                some -> taken.addAll(
                        jdbc.sql("select identifier_key from user_identifier where identifier_key in (:keys)")
                                .param("keys", some)
                                .query((row, number) -> row.getString(1))
                                .list()));
        return taken;
    }

    /**
     * Adds all of them without a password, or none.
     *
     * @param invite whether each gets an invitation mailed
     * @throws DuplicateKeyException when somebody has one of their usernames or addresses, or two of them the same
     */
    @Transactional
    public void create(List<UserData> all, boolean invite) {
        Timestamp now = Timestamp.from(clock.instant());
        // Sorted, as everybody takes them: of two files with the same names, one waits for the other.
        Map<String, UUID> owners = new TreeMap<>();
        List<UserEvent.Created> created = new ArrayList<>();
        inBatches(all, some -> {
            List<Object[]> rows = new ArrayList<>();
            for (UserData data : some) {
                UUID id = UUID.randomUUID();
                rows.add(row(id, data, now));
                for (String key : data.identifiers().keySet()) {
                    if (owners.put(key, id) != null) {
                        throw new DuplicateKeyException("two of them have the same name");
                    }
                }
                created.add(
                        new UserEvent.Created(id, data.username(), data.role(), invite && data.email() != null, true));
            }
            insert(rows);
        });
        inBatches(
                List.copyOf(owners.entrySet()),
                some -> batches.batchUpdate(
                        "insert into user_identifier (identifier_key, user_id) values (?, ?)",
                        some.stream()
                                .map(owner -> new Object[] {owner.getKey(), owner.getValue()})
                                .toList()));
        inBatches(created, some -> {
            some.forEach(events::publishEvent);
            // What listeners read of them is not needed again.
            entities.flush();
            entities.clear();
        });
    }

    private void insert(List<Object[]> rows) {
        batches.batchUpdate(
                """
                insert into users (id, username, email, display_name, role, language, credential_version, disabled,
                    created_at, search_text, pending, reachable, version)
                values (?, ?, ?, ?, ?, ?, 0, false, ?, ?, true, ?, 0)
                """,
                rows);
    }

    private static <T> void inBatches(List<T> all, Consumer<List<T>> work) {
        for (int from = 0; from < all.size(); from += BATCH) {
            work.accept(all.subList(from, Math.min(from + BATCH, all.size())));
        }
    }

    private static Object[] row(UUID id, UserData data, Timestamp now) {
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
