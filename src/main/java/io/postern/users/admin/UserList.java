package io.postern.users.admin;

import io.postern.database.SearchText;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the list of users along the index of its order, from a user on: however many there are and however late the page, it costs
 * about the same. Conditions are on columns that stand in each of these indexes.
 */
@Component
class UserList {

    static final int PAGE = 50;

    /** Beyond this, the exact number of those who match tells nothing more. */
    static final int COUNTED = 1000;

    private final JdbcClient jdbc;

    UserList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page, and the queries of those beside it, where there are any. */
    record Page(List<UserRow> rows, @Nullable UserQuery previous, @Nullable UserQuery next) {}

    Page page(UserQuery query) {
        List<UserRow> rows = rows(query, PAGE + 1);
        boolean beyond = rows.size() > PAGE;
        if (query.from() != null && (rows.isEmpty() || (query.backwards() && !beyond))) {
            // The whole first page, rather than what is left of it before some user.
            return page(query.firstPage());
        }
        if (beyond) {
            rows.remove(query.backwards() ? 0 : PAGE);
        }
        return new Page(
                rows,
                query.from() == null ? null : query.before(rows.get(0).id()),
                beyond || query.backwards()
                        ? query.after(rows.get(rows.size() - 1).id())
                        : null);
    }

    /**
     * How many match: exactly when that costs nothing, else more than {@link #COUNTED}. What the page passed over is not read again.
     *
     * @param page what {@link #page} found
     */
    int count(UserQuery query, Page page) {
        if (query.isFiltered()) {
            return countBeside(page.previous()) + page.rows().size() + countBeside(page.next());
        }
        return query.from() == null && page.next() == null
                ? page.rows().size()
                : jdbc.sql("select count(*) from users").query(Integer.class).single();
    }

    /** At most one more than {@link #COUNTED}. */
    private int countBeside(@Nullable UserQuery query) {
        int count = 0;
        for (SqlFragment part : query == null
                ? List.<SqlFragment>of()
                : parts(query, edge(query).orElse(null))) {
            if (count <= COUNTED) {
                count += jdbc.sql("select count(*) from (select 1 " + part.sql + " limit " + (COUNTED + 1 - count)
                                + ") x")
                        .params(part.values)
                        .query(Integer.class)
                        .single();
            }
        }
        return count;
    }

    /** At most so many users, from where the query begins, in its order. */
    List<UserRow> rows(UserQuery query, int atMost) {
        @Nullable UserRow edge = edge(query).orElse(null);
        if (edge == null && query.from() != null) {
            return rows(query.firstPage(), atMost);
        }
        List<UserRow> rows = read(query, edge, atMost);
        if (query.backwards() && edge != null) {
            Collections.reverse(rows);
        }
        return rows;
    }

    /** At most so many users beyond one, as that one was when it was read: it may have moved since, or be gone. */
    List<UserRow> rowsBeyond(UserRow last, UserQuery query, int atMost) {
        return read(query.after(last.id()), last, atMost);
    }

    private List<UserRow> read(UserQuery query, @Nullable UserRow edge, int atMost) {
        List<UserRow> rows = new ArrayList<>();
        for (SqlFragment part : parts(query, edge)) {
            if (rows.size() < atMost) {
                rows.addAll(jdbc.sql("select " + UserRow.COLUMNS + " " + part.sql + " limit " + (atMost - rows.size()))
                        .params(part.values)
                        .query(UserRow::read)
                        .list());
            }
        }
        return rows;
    }

    /** What is read one after the other, each along the index: the users of a query who have what is sorted by, or who have not. */
    private record SqlFragment(String sql, Map<String, @Nullable Object> values) {}

    private static List<SqlFragment> parts(UserQuery query, @Nullable UserRow edge) {
        boolean edgeIsEmpty = edge != null && value(query.order(), edge) == null;
        boolean ends = query.backwards() && edge != null;
        List<SqlFragment> parts = new ArrayList<>();
        for (boolean empty : halves(query.order(), ends)) {
            boolean passed = edge != null && empty != edgeIsEmpty && empty == ends;
            if (!passed) {
                parts.add(part(query, empty, edge != null && empty == edgeIsEmpty ? edge : null));
            }
        }
        return parts;
    }

    /** Those who have what is sorted by, and those who have not, in the order in which they are read. */
    private static List<Boolean> halves(UserQuery.Order order, boolean fromTheEnd) {
        return !order.mayBeEmpty() ? List.of(false) : fromTheEnd ? List.of(true, false) : List.of(false, true);
    }

    private static SqlFragment part(UserQuery query, boolean empty, @Nullable UserRow edge) {
        String column = query.order().column();
        boolean down = query.descending() != (query.backwards() && query.from() != null);
        Conditions conditions = new Conditions();
        conditions.filters(query);
        if (query.order().mayBeEmpty()) {
            conditions.add(column + (empty ? " is null" : " is not null"));
        }
        if (edge != null && empty) {
            conditions.add("username " + (down ? "<" : ">") + " :username").with("username", edge.username());
        } else if (edge != null) {
            String beyond = down ? "<" : ">";
            conditions
                    .add(column + " " + beyond + "= :edge and (" + column + " " + beyond + " :edge or username "
                            + beyond + " :username)")
                    .with("edge", value(query.order(), edge))
                    .with("username", edge.username());
        }
        String direction = down ? " desc" : "";
        return new SqlFragment(
                "from users" + conditions.where() + " order by " + column + direction
                        + (column.equals("username") ? "" : ", username" + direction),
                conditions.values);
    }

    private Optional<UserRow> edge(UserQuery query) {
        return query.from() == null
                ? Optional.empty()
                : jdbc.sql("select " + UserRow.COLUMNS + " from users where id = ?")
                        .param(query.from())
                        .query(UserRow::read)
                        .optional();
    }

    private static @Nullable Object value(UserQuery.Order order, UserRow row) {
        return switch (order) {
            case USERNAME -> row.username();
            case DISPLAY_NAME -> row.displayName();
            case EMAIL -> row.email();
            case ROLE -> row.role().name();
            case LAST_SIGN_IN -> row.lastSignInAt() == null ? null : Timestamp.from(row.lastSignInAt());
        };
    }

    private static final class Conditions {

        private final List<String> all = new ArrayList<>();
        private final Map<String, @Nullable Object> values = new HashMap<>();

        void filters(UserQuery query) {
            if (!query.q().isBlank()) {
                add("search_text like :q escape '\\'").with("q", SearchText.pattern(query.q()));
            }
            if (query.role() != null) {
                // Not an equation: H2 would take the index by role, and sort what it finds in memory.
                add("case role when :role then 1 else 0 end = 1")
                        .with("role", query.role().name());
            }
            if (query.status() != null) {
                add(
                        switch (query.status()) {
                            case ACTIVE -> "disabled = false and pending = false";
                            case DISABLED -> "disabled = true";
                            case PENDING -> "pending = true";
                            case UNREACHABLE -> "reachable = false";
                        });
            }
        }

        Conditions add(String condition) {
            all.add(condition);
            return this;
        }

        Conditions with(String name, @Nullable Object value) {
            values.put(name, value);
            return this;
        }

        String where() {
            return all.isEmpty() ? "" : " where " + String.join(" and ", all);
        }
    }
}
