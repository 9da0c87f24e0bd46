/** The pages over the queue, its banners and metrics. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "database",
            "installation",
            "mail",
            "mail.diagnosis",
            "mail.providers",
            "mail.queue",
            "mail.settings",
            "net",
            "selection",
            "users",
            "web"
        })
@NullMarked
package io.postern.mail.deliveries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
