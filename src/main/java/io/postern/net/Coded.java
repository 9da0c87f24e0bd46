package io.postern.net;

import java.util.Locale;

/** An enum whose constants are known to scripts, message keys and the database by a code: the name in kebab case. */
public interface Coded {

    String name();

    /** {@code not-reached} for {@code NOT_REACHED}; the same in every language. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
