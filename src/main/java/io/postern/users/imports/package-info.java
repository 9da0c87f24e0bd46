/** Adds users from a CSV file: upload, preview of each line, and adding those whose lines are right. */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "selection", "users", "web"})
@NullMarked
package io.postern.users.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
