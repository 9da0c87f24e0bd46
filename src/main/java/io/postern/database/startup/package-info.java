/** Checks at the start: settings, folders and the database. What is wrong is said without a stack trace. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.postern.database.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
