/** Where the database lives, and which files beside it are an embedded one's own: these are for nobody but their owner. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
