/** The webhooks in the browser: settings, secrets, a test, the last calls. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "installation",
            "net",
            "outbound",
            "ratelimit",
            "web",
            "webhook",
            "webhook.worker"
        })
@NullMarked
package io.postern.webhook.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
