package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("case-131")
class TotpTests {

    /** The one of the RFC's examples. */
    private static final String SECRET = Totp.base32("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238, appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long time, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(time)))).isEqualTo(code);
    }

    @Test
    void writesSecretsAsTheStandardDoes() {
        assertThat(SECRET).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.newSecret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.newSecret());
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void acceptsOneStepBeforeAndAfter(int away, boolean accepted) {
        Instant now = Instant.ofEpochSecond(1_800_000_015);
        long step = Totp.step(now) + away;

        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step), now))
                .isEqualTo(accepted ? OptionalLong.of(step) : OptionalLong.empty());
    }

    @Test
    void namesInstallationAndAccountToTheApp() {
        assertThat(QrImage.address(SECRET, "Postern & Söhne: 50%", "anna?x=1").toString())
                .isEqualTo("otpauth://totp/Postern%20%26%20S%C3%B6hne%3A%2050%25:anna%3Fx%3D1?secret=" + SECRET
                        + "&issuer=Postern%20%26%20S%C3%B6hne%3A%2050%25");
        assertThat(QrImage.of(SECRET, "x".repeat(80), "y".repeat(64)).path()).startsWith("M4,4h1v1h-1z");
    }
}
