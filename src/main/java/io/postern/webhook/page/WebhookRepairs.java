package io.postern.webhook.page;

import io.postern.outbound.TrustedCertificates;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.Webhooks;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Webhooks whose calls fail, or will: nobody hears there that mail is broken. */
@Component
@Order(6)
class WebhookRepairs implements RepairSource {

    private static final String CERTIFICATE = "webhook-certificate-ends";
    private static final Duration AHEAD = Duration.ofDays(21);

    private final Webhooks webhooks;
    private final WebhookStatus status;
    private final Clock clock;

    WebhookRepairs(Webhooks webhooks, WebhookStatus status, Clock clock) {
        this.webhooks = webhooks;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public List<Repair> repairs() {
        List<StoredWebhook> all = webhooks.all();
        List<Repair> repairs = new ArrayList<>();
        List<Text> failing = all.stream()
                .map(webhook -> problem(webhook).map(problem -> about(webhook, problem)))
                .flatMap(Optional::stream)
                .toList();
        if (!failing.isEmpty()) {
            repairs.add(Repair.of(
                            Severity.ERROR,
                            "webhook-failing",
                            Text.of("webhook.repair.failing", failing.size()),
                            WebhookPaths.LIST)
                    .because(failing));
        }
        all.stream()
                .flatMap(webhook -> TrustedCertificates.endingBefore(
                        webhook.choices().trustedCertificates(), clock.instant().plus(AHEAD))
                        .map(first -> ending(webhook, first))
                        .stream())
                .min(Comparator.comparing(Repair::by))
                .ifPresent(repairs::add);
        return repairs;
    }

    private Repair ending(StoredWebhook webhook, X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return Repair.of(
                        end.isAfter(clock.instant()) ? Severity.WARNING : Severity.ERROR,
                        CERTIFICATE,
                        Text.of("webhook.repair.certificate-ends"),
                        WebhookPaths.one(webhook.id()))
                .by(end)
                .because(Text.of(
                        "webhook.repair.certificate",
                        webhook.destination(),
                        certificate.getSubjectX500Principal().getName()));
    }

    /** The message key of what is wrong. */
    private Optional<String> problem(StoredWebhook webhook) {
        if (webhook.access() == null) {
            return Optional.of("webhook.problem.unreadable");
        }
        WebhookStatus.Health health = status.current(webhook.id());
        return health.isFailing() ? Optional.of("webhook.problem." + health.problem()) : Optional.empty();
    }

    private static Text about(StoredWebhook webhook, String problem) {
        return Text.of(
                        "webhook.repair.failed",
                        webhook.access() == null ? "#" + webhook.id() : webhook.destination(),
                        new DefaultMessageSourceResolvable(problem))
                .on(WebhookPaths.one(webhook.id()));
    }
}
