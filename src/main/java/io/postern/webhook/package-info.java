/**
 * Posts JSON to addresses that administrators name, from a durable queue of its own. Knows neither mail nor who calls.
 */
@ApplicationModule(allowedDependencies = {"audit", "crypto", "database", "net", "outbound"})
@NullMarked
package io.postern.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
