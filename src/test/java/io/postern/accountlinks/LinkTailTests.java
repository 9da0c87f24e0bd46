package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Links with more at their ends than belongs to them. */
class LinkTailTests extends ApplicationTest {

    private static final String PAGE = "/reset-password";

    /** Of the end of a sentence, of brackets, of quotes, and of what mail programs take for a part of the link. */
    @Test
    void ignoresWhatIsAppendedToALink() {
        User user = user();
        String link = resetLink(user);
        for (String behind : List.of(
                ".",
                ")",
                "%3E",
                "/",
                ",",
                ";",
                ".)",
                "%5D",
                "'",
                "%22",
                "%E2%80%9D",
                "!?",
                "*",
                "%20",
                "%C2%A0",
                "%E2%80%8B",
                "%EF%BB%BF",
                "%E2%80%A6",
                "%E3%80%82",
                "%60",
                "%3C%2Fa%3E")) {
            Visitor visitor = visitor();
            assertThat(visitor.get(link + behind).location()).as(behind).isEqualTo(PAGE);
            assertThat(visitor.get(PAGE).shown()).as(behind).contains(user.username());
        }
        Visitor visitor = visitor();
        visitor.get(link + ").");
        assertThat(visitor.submit(PAGE, Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD))
                        .location())
                .isEqualTo("/login?reset");
    }
}
