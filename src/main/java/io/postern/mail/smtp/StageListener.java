package io.postern.mail.smtp;

import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.Coded;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears of each stage as it happens, on the thread that sends. It must be quick and must not throw. */
@FunctionalInterface
public interface StageListener {

    /** Wants nothing. */
    StageListener NONE = new StageListener() {
        @Override
        public void report(StageReport report) {}

        @Override
        public boolean wantsFindings() {
            return false;
        }
    };

    void report(StageReport report);

    /**
     * The server's own certificate, once it was accepted; called at each handshake.
     *
     * @param host as the account names it
     */
    default void presented(String host, X509Certificate certificate) {}

    /** Whether findings and transcript are wanted too, which cost time to gather. */
    default boolean wantsFindings() {
        return true;
    }

    enum State implements Coded {
        /** Before its turn; shown, never reported. */
        PENDING,
        RUNNING,
        OK,
        FAILED,
        SKIPPED,
        CANCELLED;

        public String messageKey() {
            return "mail.diagnosis.state." + code();
        }
    }

    /**
     * A stage's state and what was found in it. A later report of the same stage replaces the earlier one, since EHLO comes again after
     * STARTTLS.
     *
     * @param elapsed since the stage began
     * @param failure set when the state is FAILED
     */
    record StageReport(
            Stage stage, State state, Duration elapsed, List<Finding> findings, SendOutcome.@Nullable Failure failure) {

        public StageReport {
            findings = List.copyOf(findings);
        }
    }

    /**
     * One thing found out: an address, the banner, the TLS version, the certificate's subject.
     *
     * @param key message key of its label, {@code mail.diagnosis.finding.…}
     * @param value as found, server text included: to be escaped where it is shown
     */
    record Finding(String key, String value) {

        /** The code of the warning that it is, or null. */
        public @Nullable String warning() {
            int name = key.lastIndexOf('.') + 1;
            return key.startsWith("weak-", name) ? key.substring(name) : null;
        }
    }
}
