/** Alerts as mail: at once in batches, and as a daily summary. */
@ApplicationModule(
        allowedDependencies = {
            "accountlinks",
            "alerts",
            "alerts.settings",
            "alerts.subscriptions",
            "database",
            "installation",
            "mail",
            "ratelimit",
            "users",
            "web"
        })
@NullMarked
package io.postern.alerts.mails;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
