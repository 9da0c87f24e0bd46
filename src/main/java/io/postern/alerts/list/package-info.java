/** The Alerts page, the bell, and who has read what. */
@ApplicationModule(allowedDependencies = {"alerts", "audit", "database", "net", "users", "web"})
@NullMarked
package io.postern.alerts.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
