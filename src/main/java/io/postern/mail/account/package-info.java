/** An account at a mail server as values: where to, how protected, as whom. */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.mail.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
