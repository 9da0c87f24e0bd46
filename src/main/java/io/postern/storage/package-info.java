/**
 * Where the database lives, which files beside it are an embedded one's own and so for nobody else, what happens when these can't be
 * written, whether the database can be asked at once, how old rows leave it, and what holds for all instances that share it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
