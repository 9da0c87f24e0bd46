/**
 * Where the database lives and what can go wrong with it; the leased table that mail and webhook work from, purging old rows, rows as
 * CSV, back-off, and what holds for all instances that share it.
 */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
