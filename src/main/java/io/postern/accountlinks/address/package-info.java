/** Confirming a changed e-mail address. */
@ApplicationModule(allowedDependencies = {"accountlinks", "mail", "net", "users", "web"})
@NullMarked
package io.postern.accountlinks.address;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
