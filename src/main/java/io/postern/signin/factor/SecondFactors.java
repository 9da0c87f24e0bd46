package io.postern.signin.factor;

import io.postern.crypto.OpenedSecret;
import io.postern.database.DatabaseTime;
import io.postern.signin.FactorEvent;
import io.postern.signin.FactorReset;
import io.postern.signin.SignInEvent;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.Users;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The second factors of all accounts: checks codes, adds and removes. */
@Component
class SecondFactors implements FactorReset {

    private final Users users;
    private final UserChanges changes;
    private final TotpSecrets secrets;
    private final RecoveryCodes codes;
    private final DatabaseTime clock;
    private final ApplicationEventPublisher events;

    SecondFactors(
            Users users,
            UserChanges changes,
            TotpSecrets secrets,
            RecoveryCodes codes,
            DatabaseTime clock,
            ApplicationEventPublisher events) {
        this.users = users;
        this.changes = changes;
        this.secrets = secrets;
        this.codes = codes;
        this.clock = clock;
        this.events = events;
    }

    /** What became of a code. */
    enum Outcome {
        ACCEPTED,
        /** Accepted, and one recovery code less. */
        RECOVERED,
        WRONG,
        /** It was right, and somebody has signed in with it. */
        USED,
        /** The stored secret can't be opened with this key. A recovery code helps. */
        UNREADABLE,
        /** Nobody looks at codes of this account for a while, not even the right one. */
        THROTTLED;

        boolean isAccepted() {
            return this == ACCEPTED || this == RECOVERED;
        }

        /** The message key of what is wrong. */
        String problem() {
            return "signin.factor.code." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the account has. */
    record State(Optional<Instant> appAddedAt, int codesLeft, boolean canAdd) {}

    State state(UUID user) {
        return new State(secrets.addedAt(user), codes.left(user), secrets.canSeal());
    }

    /**
     * Finishes a sign-in by the code of an app or a recovery code.
     *
     * @param signingIn as of this request
     */
    @Transactional
    public Outcome signIn(SignedInUser signingIn, String typed) {
        UUID user = signingIn.id();
        String code = typed.replaceAll("\\s", "");
        Outcome outcome = code.matches("[0-9]{6}") ? app(user, code) : recovery(user, code);
        Optional<User> now = users.byId(user).filter(read -> read.credentialVersion() == signingIn.credentialVersion());
        if (!outcome.isAccepted()) {
            events.publishEvent(new SignInEvent.FactorFailed(signingIn.username()));
            return outcome;
        }
        if (now.isEmpty() || !users.recordSignIn(now.get())) {
            return Outcome.WRONG;
        }
        if (outcome == Outcome.RECOVERED) {
            events.publishEvent(new FactorEvent(user, signingIn.username(), FactorEvent.Kind.CODE_USED));
        }
        events.publishEvent(new SignInEvent.SignedIn(user, signingIn.username()));
        return outcome;
    }

    private Outcome app(UUID user, String digits) {
        OpenedSecret secret = secrets.of(user).orElse(null);
        if (!(secret instanceof OpenedSecret.Text text)) {
            return secret == null ? Outcome.WRONG : Outcome.UNREADABLE;
        }
        OptionalLong step = Totp.matchingStep(text.value(), digits, clock.instant());
        if (step.isEmpty()) {
            return Outcome.WRONG;
        }
        return secrets.use(user, step.getAsLong()) ? Outcome.ACCEPTED : Outcome.USED;
    }

    private Outcome recovery(UUID user, String code) {
        return codes.use(user, code) ? Outcome.RECOVERED : Outcome.WRONG;
    }

    /** Whether these are codes of the user's. */
    boolean areCodes(UUID user, List<String> given) {
        return codes.have(user, given);
    }

    /** A new secret for the user's app, sealed. It counts once {@link #addApp} confirms it. */
    String newSecret(UUID user) {
        return secrets.seal(user, Totp.newSecret());
    }

    OpenedSecret open(UUID user, String sealed) {
        return secrets.open(user, sealed);
    }

    /** The result of adding an app. */
    sealed interface Adding {

        /**
         * It counts.
         *
         * @param newCodes none if there are recovery codes already
         */
        record Added(User user, List<String> newCodes) implements Adding {}

        record Refused(Outcome why) implements Adding {}

        /** The account changed meanwhile, for example because another app was added. This session is over. */
        record Overtaken() implements Adding {}
    }

    /**
     * Adds the app with this secret, which shows by a code that it works. It takes the place of another one.
     *
     * @param sealed from {@link #newSecret}
     */
    @Transactional
    public Adding addApp(SignedInUser me, String sealed, String code) {
        if (!(secrets.open(me.id(), sealed) instanceof OpenedSecret.Text secret)) {
            return new Adding.Refused(Outcome.UNREADABLE);
        }
        OptionalLong step = Totp.matchingStep(secret.value(), code.replaceAll("\\s", ""), clock.instant());
        if (step.isEmpty()) {
            return new Adding.Refused(Outcome.WRONG);
        }
        Optional<User> changed = changes.changeFactors(me, true);
        if (changed.isEmpty()) {
            return new Adding.Overtaken();
        }
        User user = changed.get();
        secrets.replace(user.id(), sealed, step.getAsLong());
        events.publishEvent(new FactorEvent(user.id(), user.username(), FactorEvent.Kind.APP_ADDED));
        return new Adding.Added(user, codes.left(user.id()) > 0 ? List.of() : codes.make(user.id()));
    }

    /** Removes the app, and with it the recovery codes. Empty if the account changed meanwhile: this session is over. */
    @Transactional
    public Optional<User> removeApp(SignedInUser me) {
        Optional<User> changed = changes.changeFactors(me, false);
        changed.ifPresent(user -> {
            secrets.delete(user.id());
            codes.delete(user.id());
            events.publishEvent(new FactorEvent(user.id(), user.username(), FactorEvent.Kind.APP_REMOVED));
        });
        return changed;
    }

    /** New recovery codes in the place of the old ones; none for an account without a second factor. */
    @Transactional
    public List<String> newCodes(UUID user) {
        User read = users.existing(user);
        if (!read.hasSecondFactor() || !users.lockUnchanged(read)) {
            return List.of();
        }
        events.publishEvent(new FactorEvent(user, read.username(), FactorEvent.Kind.CODES_MADE));
        return codes.make(user);
    }

    @Override
    @Transactional
    public void reset(UUID id) {
        User user = changes.changeFactors(id, false);
        secrets.delete(id);
        codes.delete(id);
        events.publishEvent(new FactorEvent(id, user.username(), FactorEvent.Kind.RESET));
    }
}
