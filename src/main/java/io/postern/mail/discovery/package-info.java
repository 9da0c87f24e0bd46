/** Finds the settings of a mail server from an e-mail address: candidates, their check, the sign-in. Stores nothing. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "dns",
            "mail.account",
            "mail.diagnosis",
            "mail.providers",
            "mail.settings",
            "mail.smtp",
            "mail.test",
            "net",
            "outbound",
            "users"
        })
@NullMarked
package io.postern.mail.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
