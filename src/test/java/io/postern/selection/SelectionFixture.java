package io.postern.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.imports.BulkUserCreation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator selects rows of a list. */
abstract class SelectionFixture extends ApplicationTest {

    @Autowired
    private BulkUserCreation newUsers;

    /** The beginning of all names of this test. */
    protected String x;

    protected Visitor root;

    @BeforeEach
    void signIn() {
        x = "x" + Long.toString(System.nanoTime(), 36) + "-";
        jdbc.sql("delete from sign_in_failure").update();
        jdbc.sql("delete from selection").update();
        root = administrator();
    }

    protected User rootUser() {
        return users.byIdentifier(ADMINISTRATOR).orElseThrow();
    }

    /** Users without a password, with an address. */
    protected List<User> invited(int count) {
        newUsers.create(
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new UserData(x + i, new EmailAddress(x + i + "@corp.example"), x + i, Role.USER, null))
                        .toList(),
                false);
        return users
                .byIdentifiers(IntStream.range(0, count).mapToObj(i -> x + i).toList())
                .values()
                .stream()
                .toList();
    }

    /** Sends the form of a list; returns the answer. */
    protected Answer select(Visitor reader, String list, Map<String, String> fields, Object... ids) {
        return reader.postRaw(
                list + "/selected",
                Stream.concat(
                                Stream.concat(
                                        Stream.of("_csrf=" + reader.csrf(list)),
                                        Arrays.stream(ids).map(id -> "ids=" + Visitor.encode(id.toString()))),
                                fields.entrySet().stream()
                                        .map(field -> field.getKey() + "=" + Visitor.encode(field.getValue())))
                        .collect(Collectors.joining("&")));
    }

    protected String asked(Map<String, String> fields, Object... ids) {
        Answer answer = select(root, "/users", fields, ids);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    protected static Object[] ids(User... users) {
        return Arrays.stream(users).map(User::id).toArray();
    }

    protected Document confirmed(String page) {
        Answer answer = root.submit(page, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo(page);
        return root.get(page).page();
    }

    protected static String number(Document page, String name) {
        return page.select("[data-" + name + "]").text().replaceAll("\\D.*", "");
    }

    /** The reasons with how many rows each has. */
    protected static Map<String, Integer> reasons(Document page) {
        return page.select("[data-reason]").stream()
                .collect(Collectors.toMap(
                        each -> each.attr("data-reason"), each -> Integer.valueOf(each.attr("data-rows"))));
    }

    protected List<String> audited(String action) {
        return jdbc.sql(
                        "select actor || ' ' || coalesce(client_address, '-') || ' ' || subject from audit_line where action = ?"
                                + " and subject like ?")
                .params(action, x + "%")
                .query(String.class)
                .list();
    }

    protected boolean isDisabled(UUID id) {
        return users.existing(id).isDisabled();
    }
}
