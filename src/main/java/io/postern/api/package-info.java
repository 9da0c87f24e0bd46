/** What other systems may ask: raising alerts with a token. Its pages: the tokens, and how it is done. */
@ApplicationModule(
        allowedDependencies = {"alerts", "audit", "crypto", "installation", "net", "ratelimit", "users", "web"})
@NullMarked
package io.postern.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
