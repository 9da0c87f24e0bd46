package io.postern.mailsettings;

/** What a checked form means for the stored secret. */
sealed interface Secret {

    /** The stored one stays, and is used. */
    record Keep() implements Secret {}

    /** This one takes its place. The text form does not tell it. */
    record Replace(String secret) implements Secret {
        @Override
        public String toString() {
            return "Replace";
        }
    }

    /** There is none any more. */
    record Drop() implements Secret {}
}
