package io.postern.mail.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.smtp.StageListener;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Measures how long the stages of real mail take, and notes the server's certificate. It wants no findings, which cost time. */
@Component
class StageMetrics implements StageListener {

    private final ServerCertificates certificates;
    private final Map<State, Map<Stage, Timer>> timers = new EnumMap<>(State.class);

    StageMetrics(MeterRegistry registry, ServerCertificates certificates) {
        this.certificates = certificates;
        for (State state : List.of(State.OK, State.FAILED)) {
            timers.put(state, new EnumMap<>(Stage.class));
            for (Stage stage : Stage.values()) {
                Timer timer = registry.timer("postern.smtp.stage", "stage", stage.code(), "outcome", state.code());
                timers.get(state).put(stage, timer);
            }
        }
    }

    @Override
    public void report(StageReport report) {
        Timer timer = timers.getOrDefault(report.state(), Map.of()).get(report.stage());
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
