package io.postern.webhook;

import io.postern.crypto.RandomToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What signs calls, in the form of the Standard Webhooks specification (standardwebhooks.com), for which receivers find libraries. The
 * text form does not show it.
 *
 * @param value {@code whsec_} and 32 bytes in base64
 */
public record WebhookSecret(String value) {

    private static final String PREFIX = "whsec_";

    static WebhookSecret create() {
        byte[] bytes = Base64.getUrlDecoder().decode(RandomToken.create());
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * The headers by which a receiver knows who called, and recognises a repeated call.
     *
     * @param id the same for every attempt
     * @param at the time of this attempt; receivers refuse much older ones, which somebody may have recorded
     */
    public Map<String, String> headers(String id, Instant at, String body) {
        String seconds = Long.toString(at.getEpochSecond());
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                seconds,
                "webhook-signature",
                "v1," + hmac(id + "." + seconds + "." + body));
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(value.substring(PREFIX.length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
