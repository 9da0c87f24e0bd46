/** What a sign-in needs: access tokens (OAuth 2.0), Kerberos tickets, the credentials that the process was given. */
@ApplicationModule(allowedDependencies = {"mail.account", "net", "outbound"})
@NullMarked
package io.postern.mail.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
