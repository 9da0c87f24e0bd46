/** What is true of this installation: public address, name, default language, time zone, password policy. */
@ApplicationModule(allowedDependencies = {"audit", "web", "net", "storage"})
@NullMarked
package io.postern.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
