/** What is true of this installation: public address, name, default language, time zone, password policy. */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "web"})
@NullMarked
package io.postern.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
