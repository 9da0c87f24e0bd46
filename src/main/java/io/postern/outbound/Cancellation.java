package io.postern.outbound;

import org.jspecify.annotations.Nullable;

/** Ends a running test from any thread, at once: its socket is closed. For one test only; cancelling twice is harmless. */
public final class Cancellation {

    private boolean cancelled;
    private @Nullable Runnable action;

    public void cancel() {
        Runnable now;
        synchronized (this) {
            cancelled = true;
            now = action;
        }
        if (now != null) {
            now.run();
        }
    }

    /** What cancelling does from now on; done at once when it has been cancelled already. */
    void onCancel(@Nullable Runnable next) {
        boolean already;
        synchronized (this) {
            action = next;
            already = cancelled;
        }
        if (already && next != null) {
            next.run();
        }
    }
}
