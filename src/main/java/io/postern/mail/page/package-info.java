/** Settings &gt; Mail in the browser: showing, saving, presets, warnings, test, connecting an account. */
@ApplicationModule(
        allowedDependencies = {
            "crypto",
            "mail",
            "mail.account",
            "mail.arrival",
            "mail.auth",
            "mail.consent",
            "mail.diagnosis",
            "mail.discovery",
            "mail.domain",
            "mail.providers",
            "mail.queue",
            "mail.settings",
            "mail.test",
            "net",
            "ratelimit",
            "users",
            "web"
        })
@NullMarked
package io.postern.mail.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
