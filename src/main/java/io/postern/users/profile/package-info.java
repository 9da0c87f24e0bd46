/** What users see and change of their own account. */
@ApplicationModule(
        allowedDependencies = {"database", "installation", "net", "ratelimit", "users", "users.admin", "web"})
@NullMarked
package io.postern.users.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
