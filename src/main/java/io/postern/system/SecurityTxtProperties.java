package io.postern.system;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom to tell of a vulnerability of this installation (RFC 9116).
 *
 * @param contact where reports go, such as {@code mailto:security@example.org}; without it there is no file
 * @param policy the page that says how reports are dealt with
 */
@ConfigurationProperties("postern.security-txt")
record SecurityTxtProperties(@Nullable URI contact, @Nullable URI policy) {

    private static final Set<String> REACHABLE = Set.of("mailto", "https", "tel");

    SecurityTxtProperties {
        if (contact != null && (contact.getScheme() == null || !REACHABLE.contains(contact.getScheme()))) {
            throw new IllegalArgumentException(
                    "postern.security-txt.contact is not a URI such as mailto:security@example.org or https://example.org/security");
        }
        if (policy != null && !"https".equals(policy.getScheme())) {
            throw new IllegalArgumentException("postern.security-txt.policy is not an https address");
        }
    }
}
