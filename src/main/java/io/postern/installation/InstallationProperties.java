package io.postern.installation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param publicUrl the address under which browsers reach this installation; when set, it counts, and the page only shows it
 */
@ConfigurationProperties("postern")
record InstallationProperties(@Nullable String publicUrl) {

    InstallationProperties {
        if (publicUrl != null && publicUrl.isBlank()) {
            publicUrl = null;
        }
        if (publicUrl != null) {
            publicUrl = PublicUrl.parse(publicUrl)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "postern.public-url is not an http or https address without user, query and fragment"))
                    .toString();
        }
    }
}
