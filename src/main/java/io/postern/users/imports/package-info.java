/** Users from a CSV file: upload, preview of what each line would do, and all of it or nothing. */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "users", "web"})
@NullMarked
package io.postern.users.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
