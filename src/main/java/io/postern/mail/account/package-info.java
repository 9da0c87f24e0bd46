/** An account at a mail server as values: the server, the protection, the sign-in. */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.mail.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
