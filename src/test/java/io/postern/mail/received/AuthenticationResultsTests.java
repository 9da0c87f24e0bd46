package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.received.AuthenticationResults.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reading the field by RFC 8601; the examples of its appendix B among them. */
class AuthenticationResultsTests {

    @Test
    void noneHasNoResults() {
        AuthenticationResults none = AuthenticationResults.parse(" example.org 1; none");
        assertThat(none.server()).isEqualTo("example.org");
        assertThat(none.results()).isEmpty();
    }

    @Test
    void readsSeveralMethodsWithCommentsAndVersions() {
        AuthenticationResults read = AuthenticationResults.parse(
                "foo.example.net (foobar) 1 (baz);\r\n\tdkim (Because I like it) / 1 (One yay) = (wait for it) fail"
                        + " policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it)"
                        + " 1362471462");
        assertThat(read.server()).isEqualTo("foo.example.net");
        assertThat(read.results()).isEmpty();

        AuthenticationResults usual =
                AuthenticationResults.parse("Example.COM; auth=pass (cram-md5) smtp.auth=sender@example.net;\r\n"
                        + " spf=pass smtp.mailfrom=example.net;dkim/1=pass reason=\"good; \\\"signature\\\"\"\r\n"
                        + "  header.i=\r\n  @example.com header.b=oINEO8hg==");
        assertThat(usual.server()).isEqualTo("example.com");
        assertThat(usual.results()).extracting(Result::method).containsExactly("auth", "spf", "dkim");
        Result dkim = usual.results().get(2);
        assertThat(dkim.property("reason")).isEqualTo("good; \"signature\"");
        assertThat(dkim.property("header.i")).isEqualTo("@example.com");
        assertThat(dkim.property("header.b")).isEqualTo("oINEO8hg==");
    }

    @Test
    void withoutAServerTheFirstStatementIsAResult() {
        AuthenticationResults read = AuthenticationResults.parse(
                "spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=corp.example; dkim=none (message not signed) header.d=none");
        assertThat(read.server()).isNull();
        assertThat(read.results())
                .extracting(Result::toString)
                .containsExactly("spf=pass (sender IP is 192.0.2.10)", "dkim=none (message not signed)");
    }

    @Test
    void whatStandsInCommentsAndQuotesIsNoResult() {
        AuthenticationResults read = AuthenticationResults.parse(
                "mx.example; spf=fail (x; dkim=pass (y); dmarc=pass) reason=\"; dkim=pass\" smtp.mailfrom=\"a; dmarc=pass\"@b.example");
        assertThat(read.results()).extracting(Result::method).containsExactly("spf");
        assertThat(read.results().get(0).value()).isEqualTo("fail");
    }

    @Test
    void readsHostileFieldsInTime() {
        for (String hostile :
                new String[] {"(".repeat(200_000), "\"".repeat(200_001), "a=b;".repeat(60_000), "\\".repeat(200_000)}) {
            assertThat(org.junit.jupiter.api.Assertions.assertTimeout(
                            Duration.ofSeconds(10), () -> AuthenticationResults.parse("mx.example; " + hostile)))
                    .isNotNull();
        }
    }
}
