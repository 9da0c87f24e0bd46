/** Which alerts a user gets by mail, and why a user gets none. */
@ApplicationModule(
        allowedDependencies = {
            "alerts",
            "alerts.list",
            "alerts.settings",
            "audit",
            "installation",
            "mail",
            "net",
            "users",
            "web"
        })
@NullMarked
package io.postern.alerts.subscriptions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
