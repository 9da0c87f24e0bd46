/** Settings &gt; Mail: form, check, saving, values, the secret and its destination, the account in use, expiry watch. */
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
            "ratelimit",
            "web"
        })
@NullMarked
package io.postern.mail.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
