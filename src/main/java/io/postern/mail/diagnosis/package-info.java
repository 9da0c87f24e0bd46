/** From a failure to its problem, cause, next step and retry class: the rules, and the list of all problems. */
@ApplicationModule(allowedDependencies = {"mail.account", "mail.auth", "net", "outbound"})
@NullMarked
package io.postern.mail.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
