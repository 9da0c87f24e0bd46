/** Addresses, host names and networks as values, checked by the rules of their RFCs; text from outside as it may be shown. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.net;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
