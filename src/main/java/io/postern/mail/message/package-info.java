/** From a letter to the MIME message that goes on the wire. */
@ApplicationModule(allowedDependencies = {"crypto", "installation", "mail", "mail.account", "net"})
@NullMarked
package io.postern.mail.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
