/** The audit trail: an event that is Audited becomes a line in the transaction that caused it. */
@ApplicationModule(allowedDependencies = {"database", "web"})
@NullMarked
package io.postern.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
