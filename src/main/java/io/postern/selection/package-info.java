/** Many rows of a list at once: asks first what would be done to which, then does it, in the background if they are many. */
@ApplicationModule(allowedDependencies = {"audit", "database", "web"})
@NullMarked
package io.postern.selection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
