package io.postern.webhook;

import io.postern.outbound.GuardedHttpClient;
import io.postern.outbound.HttpOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes one call, signed. */
@Component
public class WebhookCaller {

    private final GuardedHttpClient post;
    private final Clock clock;

    WebhookCaller(GuardedHttpClient webhookPost, Clock clock) {
        this.post = webhookPost;
        this.clock = clock;
    }

    /** What a service on this machine says over plain HTTP is not shown: it answers whoever is on this machine, who need not be asked. */
    public HttpOutcome call(WebhookTarget.Ready target, UUID id, String body) throws IOException {
        Map<String, String> headers = new HashMap<>(target.secret().headers(id.toString(), clock.instant(), body));
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Postern");
        HttpOutcome answer = post.send(target.url().uri(), headers, body.getBytes(StandardCharsets.UTF_8));
        return answer instanceof HttpOutcome.Answered answered && !target.url().isEncrypted()
                ? new HttpOutcome.Answered(answered.status(), "")
                : answer;
    }
}
