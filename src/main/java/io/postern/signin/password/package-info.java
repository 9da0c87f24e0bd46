/** Signing in by password, throttling of guesses, and typing the password again. */
@ApplicationModule(
        allowedDependencies = {"audit", "database", "installation", "net", "signin", "signin.session", "users", "web"})
@NullMarked
package io.postern.signin.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
