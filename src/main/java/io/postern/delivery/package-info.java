/** The durable queue: every mail is a row from the transaction that caused it until its outcome is recorded. */
@ApplicationModule(allowedDependencies = {"mailsettings", "smtp", "installation", "audit", "web", "net", "storage"})
@NullMarked
package io.postern.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
