/** Where the database lives, which files beside it are an embedded one's own and so for nobody else, and how old rows leave it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
