package io.postern.users;

import io.postern.net.EmailAddress;
import io.postern.testing.MockMvcTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application without users. */
@MockMvcTest
public abstract class UsersFixture {

    @Autowired
    protected Users users;

    @Autowired
    protected UserChanges changes;

    @Autowired
    protected JdbcClient jdbc;

    @BeforeEach
    void nobody() {
        jdbc.sql("delete from users").update();
        jdbc.sql("delete from audit_line").update();
    }

    protected static UserData account(String username, String email) {
        EmailAddress address = email == null ? null : EmailAddress.parse(email).orElseThrow();
        return new UserData(username, address, "Somebody", Role.USER, null);
    }
}
