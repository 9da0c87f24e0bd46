/** Mailed links: minted while a mail is composed, consumed once. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "crypto",
            "database",
            "installation",
            "mail",
            "net",
            "ratelimit",
            "signin",
            "users",
            "web"
        })
@NullMarked
package io.postern.accountlinks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
