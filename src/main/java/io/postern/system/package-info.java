/** What whoever runs the process wants to know of it: the System page, and health. */
@ApplicationModule(allowedDependencies = {"delivery", "secrets", "installation", "limits", "storage", "web"})
@NullMarked
package io.postern.system;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
