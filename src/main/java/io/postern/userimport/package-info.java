/** Adds users from a CSV file: upload, preview of what each line would do, and all of it or nothing. */
@ApplicationModule(allowedDependencies = {"users", "audit", "web", "storage"})
@NullMarked
package io.postern.userimport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
