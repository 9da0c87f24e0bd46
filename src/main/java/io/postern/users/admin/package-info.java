/** The Users pages of administrators: list, one user, export. */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "overview", "selection", "users", "web"})
@NullMarked
package io.postern.users.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
