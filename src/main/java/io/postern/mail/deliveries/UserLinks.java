package io.postern.mail.deliveries;

import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where mails lead to the people they were for. */
@Component
class UserLinks {

    private final Users users;
    private final PathRegistry paths;

    UserLinks(Users users, PathRegistry paths) {
        this.users = users;
        this.paths = paths;
    }

    /** The pages of these mails' users, as far as they exist and the reader may open them. */
    Map<UUID, String> of(Collection<Deliveries.Entry> mails) {
        List<UUID> ids = mails.stream()
                .map(Deliveries.Entry::user)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        boolean mayOpen = !ids.isEmpty()
                && Reader.signedIn()
                        .filter(reader -> reader.mayOpen(paths.access(UserPaths.user(ids.get(0)))))
                        .isPresent();
        return mayOpen
                ? users.byIds(ids).keySet().stream().collect(Collectors.toMap(id -> id, UserPaths::user))
                : Map.of();
    }
}
