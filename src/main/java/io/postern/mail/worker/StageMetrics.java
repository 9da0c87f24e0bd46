package io.postern.mail.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.smtp.StageListener;
import java.security.cert.X509Certificate;
import org.springframework.stereotype.Component;

/** Measures how long the stages of real mail take, and notes the server's certificate. It wants no findings, which cost time. */
@Component
class StageMetrics {

    private final MeterRegistry registry;
    private final ServerCertificates certificates;

    StageMetrics(MeterRegistry registry, ServerCertificates certificates) {
        this.registry = registry;
        this.certificates = certificates;
    }

    /** For mails through the server with this id. */
    StageListener of(int server) {
        return new Listener(String.valueOf(server));
    }

    private final class Listener implements StageListener {

        private final String server;

        private Listener(String server) {
            this.server = server;
        }

        @Override
        public void report(StageReport report) {
            if (report.state() == State.OK || report.state() == State.FAILED) {
                registry.timer(
                                "postern.smtp.stage",
                                "server",
                                server,
                                "stage",
                                report.stage().code(),
                                "outcome",
                                report.state().code())
                        .record(report.elapsed());
            }
        }

        @Override
        public void presented(String host, X509Certificate certificate) {
            certificates.observe(host, certificate);
        }

        @Override
        public boolean wantsFindings() {
            return false;
        }
    }
}
