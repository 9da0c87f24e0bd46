package io.postern.users;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the Users page shows.
 *
 * @param q text anywhere in username, address or display name
 * @param page from 0
 */
record UserQuery(String q, @Nullable Role role, @Nullable Status status, Order order, boolean descending, int page) {

    static final Sort BY_USERNAME = Sort.by("username", "id");
    private static final int PAGE_SIZE = 50;

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
        USERNAME("username", "users.form.username"),
        DISPLAY_NAME("displayName", "users.form.displayName"),
        EMAIL("email", "users.form.email"),
        ROLE("role", "users.form.role"),
        LAST_SIGN_IN("lastSignInAt", "users.list.lastSignIn");

        private final String property;
        private final String messageKey;

        Order(String property, String messageKey) {
            this.property = property;
            this.messageKey = messageKey;
        }

        public String messageKey() {
            return messageKey;
        }
    }

    /** As the address of the page says it; what makes no sense there is as if it weren't said. */
    static UserQuery parse(String q, String role, String status, String sort, String page) {
        String column = sort.startsWith("-") ? sort.substring(1) : sort;
        return new UserQuery(
                q.strip(),
                named(Role.values(), role),
                named(Status.values(), status),
                Arrays.stream(Order.values())
                        .filter(order -> order.property.equals(column))
                        .findAny()
                        .orElse(Order.USERNAME),
                sort.startsWith("-"),
                page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0);
    }

    /** The address of the page that shows another part of the same. */
    String pathToPage(int other) {
        return path(order, descending, other);
    }

    /** The address of the page sorted by a column, the other way round if it is sorted by it already. */
    public String pathSortedBy(Order column) {
        return path(column, column == order && !descending, 0);
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

    private String path(Order by, boolean down, int number) {
        return UriComponentsBuilder.fromPath("/users")
                .queryParam("q", "{q}")
                .queryParam("role", role == null ? "" : role.name())
                .queryParam("status", status == null ? "" : status.name())
                .queryParam("sort", (down ? "-" : "") + by.property)
                .queryParam("page", number)
                .encode()
                .buildAndExpand(q)
                .toUriString();
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findAny()
                .orElse(null);
    }

    static Specification<User> enabledIn(Collection<Role> roles) {
        return (user, query, build) -> build.and(user.get("role").in(roles), build.isFalse(user.get("disabled")));
    }

    Specification<User> specification() {
        return (user, query, build) -> {
            List<Predicate> all = new ArrayList<>();
            if (!q.isBlank()) {
                all.add(build.like(user.get("searchText"), SearchText.pattern(q), '\\'));
            }
            if (role != null) {
                all.add(build.equal(user.get("role"), role));
            }
            if (status != null) {
                all.add(
                        switch (status) {
                            case ACTIVE ->
                                build.and(
                                        build.isFalse(user.get("disabled")), build.isNotNull(user.get("passwordHash")));
                            case DISABLED -> build.isTrue(user.get("disabled"));
                            case PENDING -> build.isNull(user.get("passwordHash"));
                            case UNREACHABLE -> build.isNull(user.get("email"));
                        });
            }
            return build.and(all.toArray(Predicate[]::new));
        };
    }

    Pageable pageable() {
        Sort sort = Sort.by(descending ? Sort.Direction.DESC : Sort.Direction.ASC, order.property);
        return PageRequest.of(page, PAGE_SIZE, sort.and(BY_USERNAME));
    }
}
