package io.postern.selection;

import java.util.Objects;

/** A row is left out, and nothing was done to it. */
public final class LeftOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason a code */
    public LeftOut(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
