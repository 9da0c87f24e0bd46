package io.postern.users;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;

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

    enum Order {
        USERNAME("username"),
        DISPLAY_NAME("displayName"),
        EMAIL("email"),
        ROLE("role"),
        LAST_SIGN_IN("lastSignInAt");

        private final String property;

        Order(String property) {
            this.property = property;
        }
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
