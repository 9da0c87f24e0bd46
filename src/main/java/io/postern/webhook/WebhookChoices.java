package io.postern.webhook;

import java.util.List;

/**
 * What an administrator chose for a webhook, without the address.
 *
 * @param severity the lowest rank that it tells
 * @param components stored names; empty for all
 * @param trustedCertificates PEM, trusted besides the JVM's; empty for none
 */
public record WebhookChoices(WebhookFormat format, int severity, List<String> components, String trustedCertificates) {

    boolean wants(int rank, String component) {
        return rank >= severity && (components.isEmpty() || components.stream().anyMatch(component::equalsIgnoreCase));
    }
}
