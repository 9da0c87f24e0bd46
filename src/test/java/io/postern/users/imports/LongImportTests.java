package io.postern.users.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.UserData;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Files so long that the import goes on behind the page. */
abstract class LongImportTests extends ImportFixture {

    private static final int MANY = 501;

    @Test
    void addsAllInTheBackgroundAndShowsProgress() {
        String page = uploaded(MANY);
        Answer started = root.submit(page, Map.of());
        assertThat(started.location()).isEqualTo(page);
        Document last = awaitState(page, "DONE");
        assertThat(last.select("[role=status]").text()).contains("501");
        assertThat(added()).isEqualTo(MANY);
        assertThat(root.post(page, Map.of("_csrf", root.csrf("/users"))).location())
                .as("pressed again")
                .isEqualTo(page);
        long head = jdbc.sql("select max(id) from audit_line where action = 'users.imports.audit.imported'")
                .query(Long.class)
                .single();
        assertThat(jdbc.sql(
                                "select count(*) from audit_line where part_of = ? and actor = ? and client_address is not null")
                        .params(head, ADMINISTRATOR)
                        .query(Integer.class)
                        .single())
                .isEqualTo(MANY);
    }

    @Test
    void beginsAgainAfterARestart() {
        String page = uploaded(3);
        asLeftByAKilledProcess(page, 3);
        awaitState(page, "DONE");
        assertThat(added()).isEqualTo(3);
    }

    @Test
    void aNameTakenMeanwhileIsShownAndNobodyAdded() {
        String page = uploaded(3);
        users.create(new UserData("p" + x + "-1", null, "Taken", Role.USER, null));
        asLeftByAKilledProcess(page, 3);
        await().untilAsserted(() ->
                assertThat(root.get(page).page().select("[data-result=error]")).hasSize(1));
        assertThat(added()).as("the one who took the name").isEqualTo(1);
    }

    private String uploaded(int people) {
        Answer sent = root.upload(
                PAGE,
                bytes("username\n"
                        + IntStream.range(0, people)
                                .mapToObj(i -> "p" + x + "-" + i)
                                .collect(Collectors.joining("\n"))
                        + "\n"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        return sent.location();
    }

    private void asLeftByAKilledProcess(String page, int total) {
        jdbc.sql(
                        """
                        insert into user_import (id, user_id, client_address, invite, left_out, total, added, state, created_at)
                        select id, user_id, '192.0.2.1', false, 0, ?, 2, 'RUNNING', ? from user_import_draft
                        where cast(id as varchar(36)) = ?
                        """)
                .params(total, Timestamp.from(clock.instant()), page.replaceFirst(".*/", ""))
                .update();
    }

    private Document awaitState(String page, String state) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        root.get(page).page().select("main").attr("data-import"))
                .isEqualTo(state));
        return root.get(page).page();
    }

    private int added() {
        return jdbc.sql("select count(*) from users where username like ?")
                .param("p" + x + "-%")
                .query(Integer.class)
                .single();
    }
}
