package io.postern.users.imports;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** An administrator imports files. */
abstract class ImportFixture extends ApplicationTest {

    protected static final String PAGE = "/users/import";
    protected static final AtomicInteger COUNT = new AtomicInteger();

    /** Part of every name, so that no test meets another's users. */
    protected String x;

    protected Visitor root;

    @BeforeEach
    void signIn() {
        x = "x" + COUNT.incrementAndGet();
        jdbc.sql("delete from sign_in_failure").update();
        root = administrator();
    }

    protected Answer upload(String file) {
        return root.upload(PAGE, bytes(String.format(file, x)));
    }

    protected Visitor administrator(String name) {
        User user = user(name, Role.ADMINISTRATOR, null);
        return signedIn(user.username(), PASSWORD);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
