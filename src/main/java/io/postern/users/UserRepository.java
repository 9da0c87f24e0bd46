package io.postern.users;

import io.postern.web.NotFound;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

interface UserRepository extends JpaRepository<User, UUID> {

    /** Locks the row for a change. Others who change the same user wait, and don't fail. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<User> findLockedById(UUID id);

    /** The same, for a user who must exist. */
    default User existing(UUID id) {
        return findLockedById(id).orElseThrow(NotFound::new);
    }

    List<User> findByRoleInAndDisabledFalseOrderByUsername(Collection<Role> roles);
}
