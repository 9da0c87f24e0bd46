/** Sessions: their cookie, their end, and what was typed when one ended. */
@ApplicationModule(allowedDependencies = {"audit", "database", "installation", "ratelimit", "users", "web"})
@NullMarked
package io.postern.signin.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
