/** Mailed links: reset, invitation; minted while a mail is composed, consumed once. */
@ApplicationModule(
        allowedDependencies = {
            "users",
            "delivery",
            "smtp",
            "installation",
            "audit",
            "web",
            "net",
            "limits",
            "secrets",
            "storage"
        })
@NullMarked
package io.postern.passwordreset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
