/** Invitations of new users, and links that an administrator mails. */
@ApplicationModule(
        allowedDependencies = {
            "accountlinks",
            "accountlinks.reset",
            "audit",
            "database",
            "mail",
            "overview",
            "selection",
            "users",
            "web"
        })
@NullMarked
package io.postern.accountlinks.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
