/**
 * Everything between a mail that somebody wants sent and its outcome. Other rooms queue mail here, implement kinds of mail and hear
 * of events.
 */
@ApplicationModule(allowedDependencies = {"audit", "database", "net", "web"})
@NullMarked
package io.postern.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
