/** Accounts: who may sign in, in which role, with which address; Users page, profile, password rules. */
@ApplicationModule(allowedDependencies = {"installation", "audit", "web", "net", "limits", "storage"})
@NullMarked
package io.postern.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
