/** The events by which other rooms hear of sign-ins. */
@ApplicationModule(allowedDependencies = {"audit", "net", "users"})
@NullMarked
package io.postern.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
