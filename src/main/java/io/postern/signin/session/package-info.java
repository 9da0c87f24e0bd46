/** Sessions: their cookie, their end, and the forms that were sent after it. */
@ApplicationModule(
        allowedDependencies = {"audit", "crypto", "database", "installation", "ratelimit", "signin", "users", "web"})
@NullMarked
package io.postern.signin.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
