package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.accountlinks.LinkPurpose;
import io.postern.accountlinks.LinkTokens;
import io.postern.accountlinks.TokenFixture;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many at once with one link. */
class ParallelResetTests extends ApplicationTest {

    private static final int AT_ONCE = 20;
    private static final String PAGE = "/reset-password";

    @Autowired
    private LinkTokens tokens;

    @Tag("case-24")
    @Test
    void ofManyAtOnceOneSucceeds() throws Exception {
        User user = user();
        String link = resetLink(user);

        List<Integer> statuses = submitAtOnce(Collections.nCopies(AT_ONCE, link));

        // The others came late, or their password could not be hashed in time.
        assertThat(statuses).hasSize(AT_ONCE).containsOnlyOnce(303).isSubsetOf(303, 400, 503);
        assertOneChange(user, statuses);
    }

    @Test
    void ofSeveralLinksOfOneUserAtOnceOneSucceeds() throws Exception {
        User user = user();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            links.add(PAGE + "?token=" + TokenFixture.stored(tokens, LinkPurpose.RESET, user, Duration.ofMinutes(30)));
        }

        List<Integer> statuses = submitAtOnce(links);

        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 400);
    }

    private void assertOneChange(User user, List<Integer> statuses) {
        assertThat(jdbc.sql(
                                "select count(*) from audit_line where action = 'accountlinks.audit.used-reset' and subject = ?")
                        .param(user.username())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        deliver();
        assertThat(mailsTo(user)).hasSize(2);
        List<Integer> working = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            jdbc.sql("delete from sign_in_failure").update();
            if (visitor().signIn(user.username(), password(i)).status() == 303) {
                working.add(i);
            }
        }
        assertThat(working).containsExactly(statuses.indexOf(303));
    }

    private List<Integer> submitAtOnce(List<String> links) throws Exception {
        List<Visitor> visitors = new ArrayList<>();
        List<Map<String, String>> forms = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Visitor visitor = visitor();
            visitors.add(visitor);
            visitor.get(links.get(i));
            Map<String, String> form =
                    new HashMap<>(Map.of("token", links.get(i).split("=")[1]));
            form.put("password", password(i));
            form.put("passwordConfirmation", password(i));
            form.put("_csrf", visitor.csrf("/login"));
            forms.add(form);
        }
        ExecutorService threads = Executors.newFixedThreadPool(links.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < links.size(); i++) {
                int number = i;
                answers.add(threads.submit(() -> {
                    start.await();
                    return visitors.get(number).post(PAGE, forms.get(number)).status();
                }));
            }
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String password(int number) {
        return "eleven patient herons dine at " + number;
    }
}
