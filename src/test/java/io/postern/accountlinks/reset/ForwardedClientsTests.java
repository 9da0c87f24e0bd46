package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.RawHttp;
import io.postern.testing.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as a proxy passes them on, which names its clients in the way of its kind. */
class ForwardedClientsTests extends ApplicationTest {

    private static final int LIMIT = 20;
    private static final int CLIENTS = 6;

    @Tag("case-154")
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X-Forwarded-For: 203.0.%2$d.%1$d",
                "X-Forwarded-For: 203.0.%2$d.%1$d:%3$d",
                "X-Forwarded-For: 2001:db8:%2$d:%1$d::1",
                "X-Forwarded-For: [2001:db8:%2$d:%1$d::1]",
                "X-Forwarded-For: [2001:db8:%2$d:%1$d::1]:%3$d",
                "X-Forwarded-For: \"203.0.%2$d.%1$d\"",
                "X-Forwarded-For: \"[2001:db8:%2$d:%1$d::1]:%3$d\"",
                "X-Forwarded-For: 6.6.6.6|X-Forwarded-For: 203.0.%2$d.%1$d:%3$d",
                "X-Forwarded-For: 203.0.%2$d.%1$d, 127.0.0.1:%3$d",
                "X-Forwarded-For: 203.0.%2$d.%1$d|Forwarded: for=6.6.6.6",
                "X-Forwarded-For: _client%2$d%1$d",
            })
    void eachClientOfAProxyHasItsOwnLimit(String headers) {
        int kind = Math.floorMod(headers.hashCode(), 200) + 20;
        String form = form();
        for (int number = 1; number <= CLIENTS; number++) {
            for (int times = 0; times < 4; times++) {
                assertThat(ask(form, headers.formatted(number, kind, 1024 + times)))
                        .isEqualTo(303);
            }
        }
        assertThat(queue.states("password-reset"))
                .as("of all")
                .hasSize(CLIENTS * 4)
                .hasSizeGreaterThan(LIMIT);

        IntStream.range(0, LIMIT).forEach(times -> ask(form, headers.formatted(1, kind, 2048 + times)));
        assertThat(queue.states("password-reset")).as("and of one").hasSize(CLIENTS * 4 + LIMIT - 4);
    }

    @Tag("case-154")
    @Test
    void alertsOperatorsOfClientsWithoutAddress() {
        IntStream.range(0, LIMIT + 5).forEach(times -> ask(form(), "X-Forwarded-For: unknown"));
        assertThat(queue.states("password-reset")).hasSize(LIMIT);
        assertThat(ask(form(), "X-Real-IP: 203.0.113.9")).isEqualTo(303);
        assertThat(queue.states("password-reset")).as("the proxy itself").hasSize(LIMIT + 1);

        assertThat(administrator()
                        .get("/settings/system")
                        .page()
                        .select("[data-system=clients]")
                        .text())
                .contains("127.0.0.1", "X-Forwarded-For");
        assertThat(jdbc.sql("select occurrences from alert where cause = 'client-unreadable'")
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
    }

    private String form() {
        Visitor visitor = visitor();
        String csrf = Visitor.encode(visitor.csrf("/forgot-password"));
        return visitor.cookies().get(0).getValue() + " identifier=nobody&_csrf=" + csrf;
    }

    private int ask(String form, String headers) {
        String[] cookieAndBody = form.split(" ");
        List<String> lines = new ArrayList<>(List.of(
                "POST /forgot-password HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Cookie: CSRF=" + cookieAndBody[0],
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + cookieAndBody[1].length()));
        lines.addAll(List.of(headers.split("[|]")));
        return RawHttp.send(port, lines, cookieAndBody[1]).status();
    }
}
