package io.postern.users;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sees to it that somebody can always administer. */
@Component
class Administrators {

    private final JdbcClient jdbc;

    Administrators(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Refuses when the user is the only one who can administer. The rows of all administrators stay locked until the
     * transaction ends. A second statement reads their state after the lock: so if two remove each other, one is refused.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void requireAnotherThan(UUID id) {
        jdbc.sql("select id from users where role = 'ADMINISTRATOR' order by id for update")
                .query(UUID.class)
                .list();
        List<UUID> active = jdbc.sql("select id from users where role = 'ADMINISTRATOR' and disabled = false"
                        + " and password_hash is not null")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        if (active.equals(List.of(id))) {
            throw new LastAdministratorException();
        }
    }
}
