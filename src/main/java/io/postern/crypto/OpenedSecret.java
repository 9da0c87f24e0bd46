package io.postern.crypto;

/** The result of opening a sealed text. That it can't be opened is an expected case. */
public sealed interface OpenedSecret {

    /** The secret. {@code toString} does not show it. */
    record Text(String value) implements OpenedSecret {
        @Override
        public String toString() {
            return "Text";
        }
    }

    /** Another key or another record sealed it, it was damaged, or there is no key. */
    record Unreadable() implements OpenedSecret {}
}
