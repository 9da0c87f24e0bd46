/** The conversation with a mail server: connection, TLS, sign-in, stages, transcript, deadline. */
@ApplicationModule(allowedDependencies = {"mail.account", "mail.auth", "mail.diagnosis", "net", "outbound"})
@NullMarked
package io.postern.mail.smtp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
