/** What keeps times and tables in order: the database's clock, rows from before it was set back, and rows that are old. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.postern.database.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
