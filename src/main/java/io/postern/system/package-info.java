/** The state of this process and of what it depends on: the System page, health, stalled tasks. */
@ApplicationModule(
        allowedDependencies = {"audit", "crypto", "database", "installation", "mail", "overview", "ratelimit", "web"})
@NullMarked
package io.postern.system;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
