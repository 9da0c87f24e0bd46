/** What other rooms hear about sign-ins. */
@ApplicationModule(allowedDependencies = {"audit", "users"})
@NullMarked
package io.postern.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
