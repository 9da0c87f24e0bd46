package io.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.postern.crypto.Sealer.State;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionOperations;

class SealerTests {

    private final KeyFingerprint fingerprint = new KeyFingerprint(TestSealers.emptyDatabase(), Clock.systemUTC());
    private final SealingKey key = SealingKey.random();

    @Test
    void whatIsSealedOpensAgain() {
        Sealer sealer = new Sealer(SealingKeys.of(key), fingerprint);

        assertThat(sealer.open("mail", sealer.seal("mail", "s3cret ü"))).isEqualTo(new OpenedSecret.Text("s3cret ü"));
        assertThat(sealer.open("mail", sealer.seal("mail", ""))).isEqualTo(new OpenedSecret.Text(""));
    }

    @Test
    void sealingTheSameTwiceGivesDifferentTexts() {
        Sealer sealer = new Sealer(SealingKeys.of(key), fingerprint);

        assertThat(sealer.seal("mail", "s3cret"))
                .isNotEqualTo(sealer.seal("mail", "s3cret"))
                .doesNotContain("s3cret");
    }

    @Test
    void aSecretDoesNotOpenForAnotherRecord() {
        Sealer sealer = new Sealer(SealingKeys.of(key), fingerprint);

        assertThat(sealer.open("webhook", sealer.seal("mail", "s3cret"))).isEqualTo(new OpenedSecret.Unreadable());
    }

    @Test
    void opensWhatVersion10SealedForItsOwnRecordAlone() {
        String sealed =
                "1:YgRHj4BhIAo+KYiu+QpJ4/unDu5rHW0s+BLrasCyvI7N5+z+DNCJOgmsYBBV4YQL+M/lc6u3Oaxmzw0EuwVakgHqXqkq5Dax";
        SealingKey before =
                SealingKey.parse("00112233445566778899aabbccddeeff".repeat(2)).orElseThrow();
        for (SealingKeys keys : List.of(SealingKeys.of(before), new SealingKeys(key, false, before))) {
            Sealer sealer = new Sealer(keys, fingerprint);

            assertThat(sealer.open("mail_settings/1/secret", sealed))
                    .isEqualTo(new OpenedSecret.Text("Grüße, ein Passwort"));
            assertThat(sealer.open("mail_settings/1", sealed)).isEqualTo(new OpenedSecret.Unreadable());
            assertThat(sealer.open("mail_settings/1/secret", "2:" + sealed.substring(2)))
                    .isEqualTo(new OpenedSecret.Unreadable());
        }
    }

    @Test
    void reportsUnreadableInsteadOfThrowing() {
        String sealed = new Sealer(SealingKeys.of(key), fingerprint).seal("mail", "s3cret");
        Sealer sealer = new Sealer(SealingKeys.of(key), fingerprint);

        assertThat(new Sealer(SealingKeys.of(SealingKey.random()), fingerprint).open("mail", sealed))
                .isEqualTo(new OpenedSecret.Unreadable());
        assertThat(new Sealer(new SealingKeys(null, false, null), fingerprint).open("mail", sealed))
                .isEqualTo(new OpenedSecret.Unreadable());
        for (String damaged :
                new String[] {"", "1:", "1:AA", "1:!", sealed.substring(0, sealed.length() - 8), "2:", "2:x", "3:x"}) {
            assertThat(sealer.open("mail", damaged)).isEqualTo(new OpenedSecret.Unreadable());
        }
    }

    @Test
    void withoutAKeyNothingIsSealed() {
        Sealer none = new Sealer(new SealingKeys(null, false, null), fingerprint);

        assertThat(none.canSeal()).isFalse();
        assertThat(none.state()).isEqualTo(State.NO_KEY);
        assertThat(none.code("x")).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> none.seal("mail", "x"));
        assertThat(new Sealer(new SealingKeys(null, true, null), fingerprint).state())
                .isEqualTo(State.MALFORMED_KEY);
    }

    @Tag("case-65")
    @Test
    void recognisesAnotherKeyAtStartUntilSealingAgain() {
        start(SealingKeys.of(key));
        SealingKey other = SealingKey.random();
        start(SealingKeys.of(other));
        Sealer sealer = new Sealer(SealingKeys.of(other), fingerprint);

        assertThat(sealer.state()).isEqualTo(State.WRONG_KEY);
        assertThat(sealer.canSeal()).isTrue();
        sealer.seal("mail", "entered again");
        assertThat(sealer.state()).isEqualTo(State.OK);
    }

    @Test
    void opensWithThePreviousKeyAfterARotation() {
        start(SealingKeys.of(key));
        String[] stored = {new Sealer(SealingKeys.of(key), fingerprint).seal("mail", "s3cret")};
        SealingKey next = SealingKey.random();
        SealingKeys rotated = new SealingKeys(next, false, key);
        Sealer sealer = new Sealer(rotated, fingerprint);

        assertThat(sealer.state()).isEqualTo(State.OK);
        assertThat(sealer.open("mail", stored[0])).isEqualTo(new OpenedSecret.Text("s3cret"));
        start(rotated, () -> stored[0] = sealer.seal("mail", "s3cret"));

        Sealer alone = new Sealer(SealingKeys.of(next), fingerprint);
        assertThat(alone.state()).isEqualTo(State.OK);
        assertThat(alone.open("mail", stored[0])).isEqualTo(new OpenedSecret.Text("s3cret"));
    }

    private void start(SealingKeys keys, SealedSecretStore... secrets) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (SealedSecretStore some : secrets) {
            beans.addBean("secrets", some);
        }
        new KeyRotation(
                        keys,
                        fingerprint,
                        beans.getBeanProvider(SealedSecretStore.class),
                        TransactionOperations.withoutTransaction())
                .run(new DefaultApplicationArguments());
    }
}
