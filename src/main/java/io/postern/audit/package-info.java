/** The audit trail: an Audited event becomes a line, in the transaction that published it. */
@ApplicationModule(allowedDependencies = {"database", "web"})
@NullMarked
package io.postern.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
