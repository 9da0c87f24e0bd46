package io.postern.users.admin;

import io.postern.database.RowId;
import io.postern.users.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the Users page shows.
 *
 * @param q text anywhere in username, address or display name
 * @param from the user beside whom the page begins; null for the first page
 * @param backwards whether the page ends before that user, rather than begin after
 */
record UserQuery(
        String q,
        @Nullable Role role,
        @Nullable Status status,
        Order order,
        boolean descending,
        @Nullable UUID from,
        boolean backwards) {

    private static final String PATH = "/users";

    enum Status {
        ACTIVE,
        DISABLED,
        /** Never chose a password. */
        PENDING,
        /** Has no address, so can't get mail. */
        UNREACHABLE;

        String messageKey() {
            return "users.status." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** The columns by which one can sort. */
    enum Order {
        USERNAME("username", "username", false, "users.form.username"),
        DISPLAY_NAME("displayName", "display_name", false, "users.form.display-name"),
        EMAIL("email", "email", true, "users.form.email"),
        ROLE("role", "role", false, "users.form.role"),
        LAST_SIGN_IN("lastSignInAt", "last_sign_in_at", true, "users.list.last-sign-in");

        private final String name;
        private final String column;
        private final boolean mayBeEmpty;
        private final String messageKey;

        Order(String name, String column, boolean mayBeEmpty, String messageKey) {
            this.name = name;
            this.column = column;
            this.mayBeEmpty = mayBeEmpty;
            this.messageKey = messageKey;
        }

        String column() {
            return column;
        }

        /** Whether there are users without it, who come last in either direction. */
        boolean mayBeEmpty() {
            return mayBeEmpty;
        }

        public String messageKey() {
            return messageKey;
        }
    }

    /** As the address of the page says it; what makes no sense there is as if it weren't said. */
    static UserQuery parse(String q, String role, String status, String sort, String after, String before) {
        String column = sort.startsWith("-") ? sort.substring(1) : sort;
        @Nullable UUID end = RowId.parseUuid(before);
        return new UserQuery(
                q,
                named(Role.values(), role),
                named(Status.values(), status),
                Arrays.stream(Order.values())
                        .filter(order -> order.name.equals(column))
                        .findAny()
                        .orElse(Order.USERNAME),
                sort.startsWith("-"),
                end == null ? RowId.parseUuid(after) : end,
                end != null);
    }

    UserQuery firstPage() {
        return at(null, false);
    }

    UserQuery after(UUID user) {
        return at(user, false);
    }

    UserQuery before(UUID user) {
        return at(user, true);
    }

    /** The address of this page. */
    public String path() {
        return path(PATH, order, descending, from);
    }

    /** The address of the same users, all of them, as a file. */
    public String pathOfFile() {
        return path("/users.csv", order, descending, null);
    }

    /** The address of the page sorted by a column, the other way round if it is sorted by it already. */
    public String pathSortedBy(Order column) {
        return path(PATH, column, column == order && !descending, null);
    }

    public List<Order> columns() {
        return List.of(Order.values());
    }

    /** The value of {@code aria-sort} for a column; null when it is sorted by another one. */
    public @Nullable String ariaSort(Order column) {
        return column != order ? null : descending ? "descending" : "ascending";
    }

    /** The same for the eye. */
    public String arrow(Order column) {
        return column != order ? "" : descending ? " ↓" : " ↑";
    }

    /** Whether it asks for less than all users. */
    public boolean isFiltered() {
        return !q.isEmpty() || role != null || status != null;
    }

    private UserQuery at(@Nullable UUID user, boolean before) {
        return new UserQuery(q, role, status, order, descending, user, before);
    }

    private String path(String base, Order by, boolean down, @Nullable UUID beside) {
        Map<String, String> values = new TreeMap<>(Map.of("q", q, "sort", (down ? "-" : "") + by.name));
        values.put("role", role == null ? "" : role.name());
        values.put("status", status == null ? "" : status.name());
        values.put(backwards ? "before" : "after", beside == null ? "" : beside.toString());
        values.values().removeIf(String::isEmpty);
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(base);
        values.keySet().forEach(name -> path.queryParam(name, "{" + name + "}"));
        return path.encode().buildAndExpand(values).toUriString();
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findAny()
                .orElse(null);
    }
}
