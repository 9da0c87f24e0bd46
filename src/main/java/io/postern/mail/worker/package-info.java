/** Works the queue: claims batches, composes, sends, records, and slows down where a server asks for it. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "installation",
            "mail",
            "mail.account",
            "mail.diagnosis",
            "mail.message",
            "mail.queue",
            "mail.settings",
            "mail.smtp",
            "net",
            "outbound"
        })
@NullMarked
package io.postern.mail.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
