/** Accounts: who may sign in, in which role, with which address; their events, and the rules of names and passwords. */
@ApplicationModule(allowedDependencies = {"audit", "database", "installation", "net", "ratelimit", "web"})
@NullMarked
package io.postern.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
