package io.postern.webhook;

import io.postern.crypto.Sealer;
import io.postern.outbound.TargetPolicy;
import org.springframework.stereotype.Component;

/** Says whether what somebody typed may be the address of a webhook. */
@Component
public class WebhookAddressCheck {

    private final TargetPolicy policy;
    private final WebhookProperties properties;
    private final Sealer sealer;

    WebhookAddressCheck(TargetPolicy policy, WebhookProperties properties, Sealer sealer) {
        this.policy = policy;
        this.properties = properties;
        this.sealer = sealer;
    }

    /** An address that may be saved, or what is wrong with it. */
    public SubmittedUrl read(String typed) {
        SubmittedUrl read = WebhookUrl.read(typed, properties.plainNetworks());
        if (!(read instanceof WebhookUrl url)) {
            return read;
        }
        if (url.address().filter(address -> !policy.allows(address)).isPresent()) {
            return new SubmittedUrl.Malformed("webhook.url.refused");
        }
        return sealer.canSeal() ? url : new SubmittedUrl.Malformed("webhook.url.no-key");
    }
}
