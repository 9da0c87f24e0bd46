package io.postern.delivery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The queue as the page shows it; a page that is open tells by the marks what it shows already. */
record QueueView(Deliveries.Open open, Gate.@Nullable Hold hold) {

    public String mark() {
        return Integer.toHexString(hashCode());
    }

    public String holdMark() {
        return Integer.toHexString(Objects.hashCode(hold));
    }
}
