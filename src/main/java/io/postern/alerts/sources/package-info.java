/** Turns events of other rooms into alerts. No other package of this room listens to them. */
@ApplicationModule(
        allowedDependencies = {"accountlinks", "alerts", "mail", "signin", "system", "users", "web", "webhook"})
@NullMarked
package io.postern.alerts.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
