package io.postern.mail.test;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.smtp.SmtpSender;
import io.postern.mail.smtp.SmtpTestResult;
import io.postern.mail.smtp.StageListener;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.outbound.Cancellation;
import io.postern.outbound.TargetPolicy;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Sends the test mail through the sender that sends all mail. Few at once: each holds a thread, for up to 30 s. */
@Component
class MailTestExecutor {

    private static final int AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final TargetPolicy policy;
    private final ServerCertificates certificates;
    private final Clock clock;

    MailTestExecutor(TargetPolicy policy, ServerCertificates certificates, Clock clock) {
        this.policy = policy;
        this.certificates = certificates;
        this.clock = clock;
    }

    record Run(Collection<StageReport> stages, SmtpTestResult result) {}

    /** Empty when as many tests are running already as may. */
    Optional<Run> run(SmtpAccount account, OutgoingMail mail, StageListener live, Cancellation cancellation) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Map<Stage, StageReport> stages = new LinkedHashMap<>();
            SmtpTestResult result = new SmtpSender(account, policy, clock)
                    .test(
                            mail,
                            new StageListener() {
                                @Override
                                public void report(StageReport report) {
                                    stages.put(report.stage(), report);
                                    live.report(report);
                                }

                                @Override
                                public void presented(String host, X509Certificate certificate) {
                                    certificates.observe(host, certificate);
                                }
                            },
                            cancellation);
            return Optional.of(new Run(stages.values(), result));
        } finally {
            free.release();
        }
    }
}
