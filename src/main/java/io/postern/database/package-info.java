/**
 * The database: where it is, what can go wrong with it, its clock. Tools for its tables: leased work, old rows, rows of the future,
 * lists and their files, back-off.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
