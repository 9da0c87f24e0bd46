package io.postern.users.imports;

import io.postern.users.UserData;
import io.postern.users.UserEvent;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds many users at once. Each has its own event. */
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

    /** The identifiers ({@link UserData#identifiers}) among these that somebody has. */
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

    /** Adds all of them, or none, without telling how far it is. */
    @Transactional
    public void create(List<UserData> all, boolean invite) {
        create(all, invite, added -> {});
    }

    /**
     * Adds all of them, or none. They have no password yet.
     *
     * @param invite whether each gets an invitation mailed
     * @param progress is told how many are added
     * @throws DuplicateKeyException when a username or address is taken, or occurs twice
     */
    @Transactional
    public void create(List<UserData> all, boolean invite, IntConsumer progress) {
        Map<UUID, UserData> created = new LinkedHashMap<>();
        // Sorted, as everywhere: so two files with the same names wait for each other and don't deadlock.
        Map<String, UUID> owners = new TreeMap<>();
        for (UserData data : all) {
            UUID id = UUID.randomUUID();
            created.put(id, data);
            for (String key : data.identifiers().keySet()) {
                if (owners.put(key, id) != null) {
                    throw new DuplicateKeyException("two of them have the same name");
                }
            }
        }
        Timestamp now = Timestamp.from(clock.instant());
        insert(
                """
                insert into users (id, username, email, display_name, role, language, credential_version, disabled,
                    created_at, search_text, pending, reachable, version)
                values (?, ?, ?, ?, ?, ?, 0, false, ?, ?, true, ?, 0)
                """,
                created,
                (id, data) -> row(id, data, now));
        insert("insert into user_identifier (identifier_key, user_id) values (?, ?)", owners, (key, id) ->
                new Object[] {key, id});
        AtomicInteger added = new AtomicInteger();
        inBatches(List.copyOf(created.entrySet()), some -> {
            some.forEach(user -> events.publishEvent(event(user.getKey(), user.getValue(), invite)));
            // What the listeners read is not needed again.
            entities.flush();
            entities.clear();
            progress.accept(added.addAndGet(some.size()));
        });
    }

    private static UserEvent event(UUID id, UserData data, boolean invite) {
        return new UserEvent.Created(id, data.username(), data.role(), invite && data.email() != null, true);
    }

    private <K, V> void insert(String sql, Map<K, V> all, BiFunction<K, V, Object[]> row) {
        inBatches(
                List.copyOf(all.entrySet()),
                some -> batches.batchUpdate(
                        sql,
                        some.stream()
                                .map(each -> row.apply(each.getKey(), each.getValue()))
                                .toList()));
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
            data.searchText(),
            email != null
        };
    }
}
