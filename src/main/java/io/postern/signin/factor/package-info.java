/** The second factor: authenticator app and recovery codes, the sign-in's second step, and the ways back. */
@ApplicationModule(
        allowedDependencies = {
            "crypto",
            "database",
            "installation",
            "overview",
            "ratelimit",
            "signin",
            "signin.session",
            "users",
            "web"
        })
@NullMarked
package io.postern.signin.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
