/** The queue's table: claims and leases, hold, outcomes, attempts, expiry and retention. */
@ApplicationModule(allowedDependencies = {"audit", "database", "mail", "mail.diagnosis", "net"})
@NullMarked
package io.postern.mail.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
