/** Speaks SMTP: account, sender, stages, outcomes, and the closed vocabulary of what can go wrong. No pages, no database. */
@ApplicationModule(allowedDependencies = "net")
@NullMarked
package io.postern.smtp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
