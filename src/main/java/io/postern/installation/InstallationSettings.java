package io.postern.installation;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is true of the installation at this moment.
 *
 * @param publicUrl the address for links, without a slash at its end; null until somebody has said it
 * @param minimumPasswordLength in code points
 */
public record InstallationSettings(
        @Nullable URI publicUrl, String name, Locale defaultLanguage, ZoneId timeZone, int minimumPasswordLength) {

    /**
     * The address under which a browser reaches a page of this installation; empty while nobody has said the public address.
     *
     * @param path begins with a slash
     */
    public Optional<URI> link(String path) {
        return Optional.ofNullable(publicUrl).map(base -> URI.create(base + path));
    }
}
