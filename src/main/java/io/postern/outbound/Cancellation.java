package io.postern.outbound;

import org.jspecify.annotations.Nullable;

/** Ends a running test from any thread, at once: it closes the test's socket. For one test only. Cancelling twice is harmless. */
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

    /** Sets what cancelling does. If the test was cancelled already, it happens at once. */
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
