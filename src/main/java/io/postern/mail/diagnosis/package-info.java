/** From a failure to its problem, cause, next step and retry class: the table of rules, and the vocabulary. */
@ApplicationModule(allowedDependencies = {"mail.account", "mail.auth", "net", "outbound"})
@NullMarked
package io.postern.mail.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
