/** What needs the people who run the installation, folded by cause; raised here by the room that finds it. */
@ApplicationModule(allowedDependencies = {"crypto", "database", "installation", "web", "webhook"})
@NullMarked
package io.postern.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
