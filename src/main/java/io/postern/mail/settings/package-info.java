/** The stored mail settings: values, secret and the host that it is bound to, account in use, saving, expiry watch. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "crypto",
            "installation",
            "mail",
            "mail.account",
            "mail.auth",
            "net",
            "outbound",
            "ratelimit"
        })
@NullMarked
package io.postern.mail.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
