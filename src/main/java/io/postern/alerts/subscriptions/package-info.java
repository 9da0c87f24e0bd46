/** Who wants mails about which alerts, and why somebody gets none. */
@ApplicationModule(
        allowedDependencies = {
            "alerts",
            "alerts.list",
            "alerts.settings",
            "audit",
            "installation",
            "mail",
            "users",
            "web"
        })
@NullMarked
package io.postern.alerts.subscriptions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
