/** Forgotten passwords: the request, its mail, and the notice afterwards. */
@ApplicationModule(allowedDependencies = {"accountlinks", "audit", "database", "mail", "ratelimit", "users", "web"})
@NullMarked
package io.postern.accountlinks.reset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
