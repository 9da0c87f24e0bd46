/** Spring Security: access to paths, headers, CSRF, monitoring. */
@ApplicationModule(allowedDependencies = {"installation", "signin.session", "users", "web"})
@NullMarked
package io.postern.signin.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
