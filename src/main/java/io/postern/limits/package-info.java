/** Counts events by key in the database, so that a limit holds across instances. */
@ApplicationModule(allowedDependencies = {"secrets", "storage"})
@NullMarked
package io.postern.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
