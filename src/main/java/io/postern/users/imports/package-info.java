/** Users from a CSV file: upload, preview of what each line would do, and adding them all, or all but those with errors. */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "users", "web"})
@NullMarked
package io.postern.users.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
