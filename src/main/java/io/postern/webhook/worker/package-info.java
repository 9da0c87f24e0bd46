/** Works the queue: makes the calls that are due, in the format of their receivers, and records what became of them. */
@ApplicationModule(allowedDependencies = {"audit", "database", "outbound", "webhook"})
@NullMarked
package io.postern.webhook.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
