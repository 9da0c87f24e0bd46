/** Settings > Mail: the stored SMTP settings, their form, presets and test. */
@ApplicationModule(allowedDependencies = {"smtp", "secrets", "installation", "users", "audit", "web", "net", "limits"})
@NullMarked
package io.postern.mailsettings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
