/** Connects an account by its owner's consent: the authorization code grant of OAuth 2.0. */
@ApplicationModule(
        allowedDependencies = {
            "crypto",
            "installation",
            "mail.account",
            "mail.auth",
            "mail.diagnosis",
            "mail.settings",
            "net",
            "outbound",
            "users"
        })
@NullMarked
package io.postern.mail.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
