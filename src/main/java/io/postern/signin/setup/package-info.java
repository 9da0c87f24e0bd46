/** The first start: the setup link and the first administrator. */
@ApplicationModule(allowedDependencies = {"audit", "crypto", "installation", "ratelimit", "users", "web"})
@NullMarked
package io.postern.signin.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
