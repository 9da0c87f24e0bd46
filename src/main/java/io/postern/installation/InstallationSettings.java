package io.postern.installation;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the installation.
 *
 * @param publicUrl the address for links, without a slash at its end; null until somebody enters it
 * @param minimumPasswordLength in code points
 */
public record InstallationSettings(
        @Nullable URI publicUrl,
        String name,
        Locale defaultLanguage,
        ZoneId timeZone,
        int minimumPasswordLength,
        SecondFactorPolicy secondFactor) {

    /**
     * The address under which a browser reaches a page of this installation; empty while there is no public address.
     *
     * @param path begins with a slash
     */
    public Optional<URI> link(String path) {
        return Optional.ofNullable(publicUrl).map(base -> URI.create(base + path));
    }

    InstallationSettings withPublicUrl(@Nullable URI url) {
        return new InstallationSettings(url, name, defaultLanguage, timeZone, minimumPasswordLength, secondFactor);
    }

    InstallationSettings withSecurity(int passwordLength, SecondFactorPolicy policy) {
        return new InstallationSettings(publicUrl, name, defaultLanguage, timeZone, passwordLength, policy);
    }
}
