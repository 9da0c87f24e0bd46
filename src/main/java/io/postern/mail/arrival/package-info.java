/** “It arrived”: the link in a test mail, the page behind it, and what the test says of it. */
@ApplicationModule(
        allowedDependencies = {"audit", "crypto", "database", "installation", "mail", "mail.smtp", "ratelimit", "web"})
@NullMarked
package io.postern.mail.arrival;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
