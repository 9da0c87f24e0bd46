package io.postern.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.postern.secrets.Sealer.State;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionOperations;

class SealerTests {

    private final KnownKey known = new KnownKey(TestSealers.emptyDatabase(), Clock.systemUTC());
    private final SealingKey key = SealingKey.random();

    @Test
    void whatIsSealedOpensAgain() {
        Sealer sealer = new Sealer(Keys.of(key), known);

        assertThat(sealer.open("mail", sealer.seal("mail", "s3cret ü"))).isEqualTo(new Opened.Text("s3cret ü"));
        assertThat(sealer.open("mail", sealer.seal("mail", ""))).isEqualTo(new Opened.Text(""));
    }

    @Test
    void sealingTheSameTwiceGivesDifferentTexts() {
        Sealer sealer = new Sealer(Keys.of(key), known);

        assertThat(sealer.seal("mail", "s3cret"))
                .isNotEqualTo(sealer.seal("mail", "s3cret"))
                .doesNotContain("s3cret");
    }

    @Test
    void aSecretDoesNotOpenForAnotherRecord() {
        Sealer sealer = new Sealer(Keys.of(key), known);

        assertThat(sealer.open("webhook", sealer.seal("mail", "s3cret"))).isEqualTo(new Opened.Unreadable());
    }

    @Test
    void aWrongKeyADamagedTextOrNoKeyIsUnreadableAndNoException() {
        String sealed = new Sealer(Keys.of(key), known).seal("mail", "s3cret");
        Sealer sealer = new Sealer(Keys.of(key), known);

        assertThat(new Sealer(Keys.of(SealingKey.random()), known).open("mail", sealed))
                .isEqualTo(new Opened.Unreadable());
        assertThat(new Sealer(new Keys(null, false, null), known).open("mail", sealed))
                .isEqualTo(new Opened.Unreadable());
        for (String damaged : new String[] {"", "1:", "1:AA", "1:!", sealed.substring(0, sealed.length() - 8), "2:x"}) {
            assertThat(sealer.open("mail", damaged)).isEqualTo(new Opened.Unreadable());
        }
    }

    @Test
    void withoutAKeyNothingIsSealed() {
        Sealer none = new Sealer(new Keys(null, false, null), known);

        assertThat(none.canSeal()).isFalse();
        assertThat(none.state()).isEqualTo(State.NO_KEY);
        assertThat(none.code("x")).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> none.seal("mail", "x"));
        assertThat(new Sealer(new Keys(null, true, null), known).state()).isEqualTo(State.MALFORMED_KEY);
    }

    @Test
    void case65_anotherKeyIsRecognisedAtStartAndBecomesTheRightOneBySealing() {
        start(Keys.of(key));
        SealingKey other = SealingKey.random();
        start(Keys.of(other));
        Sealer sealer = new Sealer(Keys.of(other), known);

        assertThat(sealer.state()).isEqualTo(State.WRONG_KEY);
        assertThat(sealer.canSeal()).isTrue();
        sealer.seal("mail", "entered again");
        assertThat(sealer.state()).isEqualTo(State.OK);
    }

    @Test
    void afterARotationThePreviousKeyStillOpensAndIsThenForgotten() {
        start(Keys.of(key));
        String[] stored = {new Sealer(Keys.of(key), known).seal("mail", "s3cret")};
        SealingKey next = SealingKey.random();
        Keys rotated = new Keys(next, false, key);
        Sealer sealer = new Sealer(rotated, known);

        assertThat(sealer.state()).isEqualTo(State.OK);
        assertThat(sealer.open("mail", stored[0])).isEqualTo(new Opened.Text("s3cret"));
        start(rotated, () -> stored[0] = sealer.seal("mail", "s3cret"));

        Sealer alone = new Sealer(Keys.of(next), known);
        assertThat(alone.state()).isEqualTo(State.OK);
        assertThat(alone.open("mail", stored[0])).isEqualTo(new Opened.Text("s3cret"));
    }

    private void start(Keys keys, SealedSecrets... secrets) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (SealedSecrets some : secrets) {
            beans.addBean("secrets", some);
        }
        new KeyRotation(
                        keys,
                        known,
                        beans.getBeanProvider(SealedSecrets.class),
                        TransactionOperations.withoutTransaction())
                .run(new DefaultApplicationArguments());
    }
}
