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

    /** For a change: whoever changes the same user waits for it, rather than fail. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<User> findLockedById(UUID id);

    /** The same for one that has to be there. */
    default User existing(UUID id) {
        return findLockedById(id).orElseThrow(NotFound::new);
    }

    List<User> findByRoleInAndDisabledFalseOrderByUsername(Collection<Role> roles);
}
