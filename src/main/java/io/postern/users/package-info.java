/** Accounts: who may sign in, with which role and address. Their events, and the rules for names and passwords. */
@ApplicationModule(allowedDependencies = {"audit", "installation", "net", "ratelimit", "web"})
@NullMarked
package io.postern.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
