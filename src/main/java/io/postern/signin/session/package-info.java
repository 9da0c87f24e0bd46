/** Sessions: their cookie, their end, and what was typed when one ended. */
@ApplicationModule(allowedDependencies = {"database", "installation", "users", "web"})
@NullMarked
package io.postern.signin.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
