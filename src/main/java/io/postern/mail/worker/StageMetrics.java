package io.postern.mail.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.smtp.StageListener;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How long the stages of real mail take, and whether the server's certificate is about to end. Wants no findings, so that an observed mail costs what an unobserved one does. */
@Component
class StageMetrics implements StageListener {

    private static final String NAME = "postern.smtp.stage";

    private final ServerCertificates certificates;
    private final Map<Stage, Timer> ended = new EnumMap<>(Stage.class);
    private final Map<Stage, Timer> failed = new EnumMap<>(Stage.class);

    StageMetrics(MeterRegistry registry, ServerCertificates certificates) {
        this.certificates = certificates;
        for (Stage stage : Stage.values()) {
            ended.put(stage, registry.timer(NAME, "stage", stage.code(), "outcome", State.OK.code()));
            failed.put(stage, registry.timer(NAME, "stage", stage.code(), "outcome", State.FAILED.code()));
        }
    }

    @Override
    public void report(StageReport report) {
        Map<Stage, Timer> timers =
                switch (report.state()) {
                    case OK -> ended;
                    case FAILED -> failed;
                    default -> Map.of();
                };
        Timer timer = timers.get(report.stage());
        if (timer != null) {
            timer.record(report.elapsed());
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
