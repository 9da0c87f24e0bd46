/**
 * Alerts: what the people who run the installation should know, on a page, at the bell, by mail and by webhook. Listens to the rooms where
 * such things happen, {@code passwordreset} among them for its limit; none of them knows this one.
 */
@ApplicationModule(
        allowedDependencies = {
            "delivery",
            "webhook",
            "mailsettings",
            "system",
            "passwordreset",
            "signin",
            "users",
            "installation",
            "smtp",
            "audit",
            "web",
            "net",
            "limits",
            "secrets",
            "storage"
        })
@NullMarked
package io.postern.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
