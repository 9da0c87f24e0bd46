package io.postern.signin;

import io.postern.audit.Audited;
import io.postern.users.UserRules;
import java.util.Optional;
import java.util.UUID;

/** Something about sign-ins that other rooms hear. */
public sealed interface SignInEvent extends Audited {

    /** Somebody has shown all that a sign-in takes. */
    record SignedIn(UUID user, String subject) implements SignInEvent {

        @Override
        public String action() {
            return "signin.audit.signed-in";
        }

        @Override
        public Optional<String> actor() {
            return Optional.of(subject);
        }
    }

    /** A sign-in was refused. */
    record Failed(String subject) implements SignInEvent {

        private static final String NO_NAME = "–";

        /** People type their password into the wrong field, so only what could be a name is kept. */
        public Failed {
            subject = UserRules.isIdentifier(subject) ? subject : NO_NAME;
        }

        @Override
        public String action() {
            return "signin.audit.failed";
        }
    }

    /** The password was right, the second factor was not. */
    record FactorFailed(String subject) implements SignInEvent {
        @Override
        public String action() {
            return "signin.audit.factor-failed";
        }
    }

    /** A failed sign-in brought a delay for sign-ins under this name. */
    record NameThrottled(String typed) implements SignInEvent {
        @Override
        public String action() {
            return "signin.audit.throttled";
        }

        @Override
        public String subject() {
            return new Failed(typed).subject();
        }
    }

    /** A failed sign-in brought a delay for all sign-ins from this network. */
    record ClientThrottled(String subject) implements SignInEvent {
        @Override
        public String action() {
            return "signin.audit.client-throttled";
        }
    }
}
