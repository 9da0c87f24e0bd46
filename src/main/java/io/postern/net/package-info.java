/** Addresses, host names and networks as values, checked by their RFCs. Text from outside, made safe to show. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.net;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
