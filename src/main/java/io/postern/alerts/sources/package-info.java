/** Turns what happens in other rooms into alerts. The only package that listens to them. */
@ApplicationModule(
        allowedDependencies = {"accountlinks", "alerts", "mail", "signin", "system", "users", "web", "webhook"})
@NullMarked
package io.postern.alerts.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
