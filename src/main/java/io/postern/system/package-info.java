/** The state of this process and of what it depends on: the System page, health, stalled tasks. */
@ApplicationModule(allowedDependencies = {"crypto", "database", "installation", "mail", "ratelimit", "web"})
@NullMarked
package io.postern.system;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
