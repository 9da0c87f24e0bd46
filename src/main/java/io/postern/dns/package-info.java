/** Questions to the domain name system, bounded in number and time. */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.dns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
