/** Presets of mail providers (mail-providers.yaml), suggestions, warnings, quick fixes. */
@ApplicationModule(
        allowedDependencies = {
            "dns",
            "installation",
            "mail.account",
            "mail.diagnosis",
            "mail.settings",
            "net",
            "outbound",
            "web"
        })
@NullMarked
package io.postern.mail.providers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
