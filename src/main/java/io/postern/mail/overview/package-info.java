/** What the overview says of mail: its state, the figures of a day, the server, and what is to do about them. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "installation",
            "mail",
            "mail.deliveries",
            "mail.domain",
            "mail.providers",
            "mail.queue",
            "mail.settings",
            "mail.test",
            "net",
            "outbound",
            "overview",
            "users",
            "web"
        })
@NullMarked
package io.postern.mail.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
