package io.postern.users;

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

    List<User> findByRoleInAndDisabledFalseOrderByUsername(Collection<Role> roles);
}
