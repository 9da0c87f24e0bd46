package io.postern.accountlinks.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Anna, who is signed in, names another address for herself. */
public abstract class AddressChangeFixture extends ApplicationTest {

    protected static final String PAGE = "/confirm-address";

    protected User anna;
    protected Visitor session;
    protected String old;
    protected String fresh;

    @BeforeEach
    void anna() {
        jdbc.sql("delete from rate_limit").update();
        anna = user();
        session = signedIn(anna.username(), PASSWORD);
        old = anna.email().orElseThrow().value();
        fresh = "new-" + anna.username() + "@corp.example";
    }

    protected Visitor.Answer changeAddress(String address) {
        return session.submit("/profile", Map.of("email", address));
    }

    protected String confirmationLink() {
        deliver();
        return link(only(fresh));
    }

    protected ReceivedMail only(String address) {
        List<ReceivedMail> mails = smtp.acceptedFor(address);
        assertThat(mails).as(address).hasSize(1);
        return mails.get(0);
    }

    protected Visitor opened(String link) {
        Visitor reader = visitor();
        Visitor.Answer answer = reader.get(link);
        assertThat(answer.status()).as(link).isEqualTo(303);
        return reader;
    }

    protected static Visitor.Answer confirm(Visitor reader) {
        return reader.submit(PAGE, Map.of());
    }

    protected void assertDead(String link) {
        assertThat(visitor().get(link).status()).as(link).isEqualTo(400);
    }

    protected String stored() {
        return users.byId(anna.id()).orElseThrow().email().orElseThrow().value();
    }

    protected List<String> pending() {
        return jdbc.sql("select email from pending_address where user_id = ?")
                .param(anna.id())
                .query(String.class)
                .list();
    }
}
