package io.postern.mail.settings;

/** What a checked form means for the stored secret. */
public sealed interface SecretChange {

    /** The stored one stays, and is used. */
    record Keep() implements SecretChange {}

    /** This one takes its place. The text form does not tell it. */
    record Replace(String secret) implements SecretChange {
        @Override
        public String toString() {
            return "Replace";
        }
    }

    /** There is none any more. */
    record Drop() implements SecretChange {}
}
