/** What other systems may ask of Postern: raising alerts with a token. Its pages: the tokens, and how it is done. */
@ApplicationModule(
        allowedDependencies = {"alerts", "limits", "secrets", "users", "installation", "audit", "web", "net"})
@NullMarked
package io.postern.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
