/** Reads the source of a mail that arrived: what the receiver found out about it, by which way it came, and whether it counts as junk. */
@ApplicationModule(allowedDependencies = {"database", "mail", "mail.arrival", "mail.domain", "mail.message", "net"})
@NullMarked
package io.postern.mail.received;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
