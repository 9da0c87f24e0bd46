/** The test mail: sent through the real sender, followed live, remembered. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "crypto",
            "database",
            "installation",
            "mail",
            "mail.account",
            "mail.arrival",
            "mail.diagnosis",
            "mail.message",
            "mail.providers",
            "mail.settings",
            "mail.smtp",
            "net",
            "outbound",
            "users",
            "web"
        })
@NullMarked
package io.postern.mail.test;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
