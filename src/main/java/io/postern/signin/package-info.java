/** Who gets in: Spring Security, sessions, throttling, first start. */
@ApplicationModule(
        allowedDependencies = {"users", "installation", "audit", "web", "net", "limits", "secrets", "storage"})
@NullMarked
package io.postern.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
