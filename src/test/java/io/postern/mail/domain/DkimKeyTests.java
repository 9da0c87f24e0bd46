package io.postern.mail.domain;

import static io.postern.mail.domain.DomainFixture.faults;
import static io.postern.mail.domain.DomainFixture.finding;
import static io.postern.mail.domain.DomainFixture.published;
import static io.postern.mail.domain.DomainFixture.quoted;
import static io.postern.mail.domain.DomainFixture.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.Finding.Code;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of DKIM keys: those that signed a mail, and those that a provider's customers have. */
class DkimKeyTests {

    private static final String GOOD = rsa(2048);

    private final DomainFixture corp = new DomainFixture().good();

    @BeforeEach
    void sawAKey() {
        corp.seen.add(new KnownSelectors.Selector("corp.example", "spring"));
    }

    @AfterEach
    void stop() {
        corp.close();
    }

    static String rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private void key(String text) {
        corp.dns.without("spring._domainkey.corp.example");
        corp.dns.with("spring._domainkey.corp.example TXT " + quoted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=DKIM1; k=rsa; p=%s", "p=%s", "v=DKIM1;p=%s;", "v = DKIM1 ; s=email:other; t=s; p=%s"})
    void aGoodKeyInAnyWriting(String record) {
        key(record.formatted(GOOD));
        assertThat(faults(corp.check())).isEmpty();
        assertThat(finding(corp.check(), Code.DKIM_OK).arguments()).containsExactly("spring._domainkey.corp.example");
    }

    @Test
    void aKeyOfTheNewerType() {
        key("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        assertThat(faults(corp.check())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=DKIM2; p=%s",
                "k=rsa; p=%s; v=DKIM1",
                "v=DKIM1; k=dsa; p=%s",
                "v=DKIM1; s=tlsrpt; p=%s",
                "v=DKIM1; k=ed25519; p=%s",
                "v=DKIM1; p=!%s",
                "v=DKIM1; k=rsa"
            })
    void aKeyThatNobodyCanUse(String record) {
        key(record.formatted(GOOD));
        assertThat(faults(corp.check())).containsExactly("fail dkim-broken");
    }

    @Test
    void aWrongVersionIsPutRight() {
        key("k=rsa; p=" + GOOD + "; v=DKIM1");
        assertThat(published(corp.check(), Code.DKIM_BROKEN)).isEqualTo("v=DKIM1; k=rsa; p=" + GOOD);
    }

    @ParameterizedTest
    @CsvSource({"512,fail dkim-short", "1024,warning dkim-weak", "1536,warning dkim-weak"})
    void aShortKey(int bits, String fault) {
        key("v=DKIM1; p=" + rsa(bits));
        assertThat(faults(corp.check())).containsExactly(fault);
    }

    @Test
    void aRevokedKey() {
        key("v=DKIM1; p=");
        assertThat(faults(corp.check())).containsExactly("fail dkim-revoked");
    }

    @Test
    void twoKeysAtOneName() {
        key("v=DKIM1; p=" + GOOD);
        corp.dns.with("spring._domainkey.corp.example TXT " + quoted("v=DKIM1; p=" + GOOD + "; n=second"));
        assertThat(faults(corp.check())).containsExactly("warning dkim-several");
    }

    @Test
    void aProvidersSelectorsAreLookedFor() {
        corp.seen.clear();
        corp.spf("v=spf1 include:_spf.google.com ~all");
        corp.dns.with("_spf.google.com TXT \"v=spf1 ip4:198.51.100.0/24 ~all\"");
        assertThat(faults(corp.check(through("google")))).containsExactly("warning dkim-missing");

        corp.dns.with("google._domainkey.corp.example TXT " + quoted("v=DKIM1; p=" + GOOD));
        assertThat(faults(corp.check(through("google")))).isEmpty();
    }

    @Test
    void aSignatureMakesUpForAnUnalignedEnvelope() {
        key("v=DKIM1; p=" + GOOD);
        corp.dns.with("other.example TXT \"v=spf1 a:smtp.corp.example -all\"");
        assertThat(faults(corp.check(DomainFixture.sender(DomainFixture.HOST, "bounces@other.example"))))
                .containsExactly("warning dmarc-unaligned");
    }

    @Test
    void aProviderWithItsOwnEnvelopeNeedsNoSpf() {
        corp.seen.clear();
        corp.dns.with("s1._domainkey.corp.example TXT " + quoted("k=rsa; p=" + GOOD));
        DomainReport report = corp.check(through("sendgrid"));
        assertThat(faults(report)).isEmpty();
        assertThat(finding(report, Code.SPF_NOT_USED).arguments()).containsExactly("SendGrid");
    }
}
