/** Where this process may connect to: target policy, certificates, deadlines, and HTTP under guard. */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
