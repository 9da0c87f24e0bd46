/** Tells people by e-mail what happened to their second factor. */
@ApplicationModule(allowedDependencies = {"accountlinks", "mail", "signin", "users"})
@NullMarked
package io.postern.accountlinks.factors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
