/** The API by which other systems raise alerts with a token, and its pages: the tokens and the documentation. */
@ApplicationModule(
        allowedDependencies = {
            "alerts",
            "audit",
            "crypto",
            "installation",
            "net",
            "overview",
            "ratelimit",
            "users",
            "web"
        })
@NullMarked
package io.postern.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
