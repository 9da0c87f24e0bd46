/** How passwords are judged and hashed. */
@ApplicationModule(allowedDependencies = {"installation", "net", "users"})
@NullMarked
package io.postern.users.passwords;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
