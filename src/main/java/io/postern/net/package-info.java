/** Names of the internet as values: e-mail addresses, host names, client addresses, checked by the rules of their RFCs. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.net;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
