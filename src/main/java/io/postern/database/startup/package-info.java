/** What a start needs and checks: settings, folders and a database of the right kind. What is missing is said without a trace. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.postern.database.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
