/** Alerts: what the people who run the installation should know, one row for each cause. Other rooms' events raise them. */
@ApplicationModule(allowedDependencies = {"crypto", "database", "installation", "net", "web", "webhook"})
@NullMarked
package io.postern.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
