/** What the DNS says of a From domain: whether receivers will take its mails, and which record to publish where they won't. */
@ApplicationModule(
        allowedDependencies = {"database", "dns", "mail", "mail.account", "mail.providers", "mail.settings", "net"})
@NullMarked
package io.postern.mail.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
