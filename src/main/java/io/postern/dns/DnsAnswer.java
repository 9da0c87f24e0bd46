package io.postern.dns;

import java.util.List;

/**
 * What a look-up gave.
 *
 * @param values in the order of the answer; empty unless it is {@link Kind#FOUND}
 * @param <T> one record
 */
public record DnsAnswer<T>(Kind kind, List<T> values) {

    /** What sort of answer it is. Only the first three tell something about the domain. */
    public enum Kind {
        FOUND,
        /** The name is there, but has no record of this type. */
        NO_RECORD,
        /** There is no such name, or there can't be one. */
        NO_NAME,
        /** No server answered in time, or it failed or refused. */
        NO_ANSWER,
        /** An answer that can't be right, such as an alias that leads back to itself. */
        NONSENSE,
        /** The check had already asked as much as it may. */
        TOO_MANY
    }

    public DnsAnswer {
        values = List.copyOf(values);
    }

    static <T> DnsAnswer<T> without(Kind kind) {
        return new DnsAnswer<>(kind, List.of());
    }

    /** Whether this is what the domain says, even if it says that there is nothing. */
    public boolean isKnown() {
        return kind == Kind.FOUND || kind == Kind.NO_RECORD || kind == Kind.NO_NAME;
    }
}
