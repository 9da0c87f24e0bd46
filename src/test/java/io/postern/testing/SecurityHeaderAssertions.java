package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;

/** The headers that every answer has, whoever gives it. */
public final class SecurityHeaderAssertions {

    private SecurityHeaderAssertions() {}

    public static void assertPresent(HttpHeaders headers) {
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .as(headers.map().toString())
                .contains("script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy").orElse("")).isIn("same-origin", "no-referrer");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }
}
