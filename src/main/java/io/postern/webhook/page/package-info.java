/** The pages of webhooks: settings, secrets, a test, the latest calls. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "installation",
            "net",
            "outbound",
            "overview",
            "ratelimit",
            "web",
            "webhook",
            "webhook.worker"
        })
@NullMarked
package io.postern.webhook.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
