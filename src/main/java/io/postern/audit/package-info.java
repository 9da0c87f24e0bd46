/** The trail: every event that is Audited becomes a line in the transaction that caused it. */
@ApplicationModule(allowedDependencies = {"web", "storage"})
@NullMarked
package io.postern.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
