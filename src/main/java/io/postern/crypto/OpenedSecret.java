package io.postern.crypto;

/** What came of opening something sealed. A secret that can't be opened is an expected case, not a defect. */
public sealed interface OpenedSecret {

    /** It was opened. The text form does not tell it. */
    record Text(String value) implements OpenedSecret {
        @Override
        public String toString() {
            return "Text";
        }
    }

    /** It was sealed with another key or for another record, was damaged, or there is no key. */
    record Unreadable() implements OpenedSecret {}
}
