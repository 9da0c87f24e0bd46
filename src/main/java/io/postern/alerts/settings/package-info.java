/** Settings &gt; Alerts. */
@ApplicationModule(allowedDependencies = {"audit", "installation", "mail", "web"})
@NullMarked
package io.postern.alerts.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
