/**
 * Posts JSON to one address that an administrator names, signed, from a durable queue of its own. Knows neither mail nor who calls.
 */
@ApplicationModule(allowedDependencies = {"audit", "crypto", "database", "installation", "net", "outbound", "web"})
@NullMarked
package io.postern.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
