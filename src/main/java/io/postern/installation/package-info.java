/** What is true of the whole installation: public address, name, language, time zone, password length. */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "overview", "web"})
@NullMarked
package io.postern.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
