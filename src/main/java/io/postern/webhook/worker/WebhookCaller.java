package io.postern.webhook.worker;

import io.postern.outbound.GuardedHttpClient;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TrustedCertificates;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes one call in the format of its receiver. */
@Component
public class WebhookCaller {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    /** Shorter than a lease. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final MessageFormats formats;
    private final TargetPolicy policy;
    private final WebhookProperties properties;
    private final GuardedHttpClient usual;
    private final Clock clock;

    WebhookCaller(MessageFormats formats, TargetPolicy policy, WebhookProperties properties, Clock clock) {
        this.formats = formats;
        this.policy = policy;
        this.properties = properties;
        this.usual = client(List.of());
        this.clock = clock;
    }

    /**
     * Posts once.
     *
     * @param access of the webhook
     * @param body in the format STANDARD
     */
    public WebhookOutcome call(StoredWebhook webhook, StoredWebhook.Access access, UUID id, String body)
            throws IOException {
        WebhookFormat format = webhook.choices().format();
        Map<String, String> headers = new HashMap<>();
        if (format == WebhookFormat.STANDARD) {
            headers.putAll(access.secret().headers(id.toString(), clock.instant(), body));
        }
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Postern");
        List<X509Certificate> own = TrustedCertificates.of(webhook.choices().trustedCertificates());
        GuardedHttpClient client = own.isEmpty() ? usual : client(own);
        byte[] sent = formats.body(format, body).getBytes(StandardCharsets.UTF_8);
        return WebhookOutcome.of(format, access.url(), client.send(access.url().uri(), headers, sent));
    }

    private GuardedHttpClient client(List<X509Certificate> own) {
        return new GuardedHttpClient(policy, own, properties.plainNetworks(), CONNECT, READ, LONGEST);
    }
}
