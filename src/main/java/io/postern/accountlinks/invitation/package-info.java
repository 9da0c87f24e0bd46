/** Invitations of new users, and links that an administrator has mailed. */
@ApplicationModule(allowedDependencies = {"accountlinks", "accountlinks.reset", "mail", "users", "web"})
@NullMarked
package io.postern.accountlinks.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
