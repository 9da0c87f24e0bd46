/** Counts events by key in the database, so that a limit holds across instances. */
@ApplicationModule(allowedDependencies = {"crypto", "database"})
@NullMarked
package io.postern.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
