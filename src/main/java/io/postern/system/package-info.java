/** How this process and what it depends on stand: the System page and health. */
@ApplicationModule(allowedDependencies = {"crypto", "database", "installation", "mail", "ratelimit", "web"})
@NullMarked
package io.postern.system;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
