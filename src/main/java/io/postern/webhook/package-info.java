/**
 * The webhook: JSON to one address that an administrator names, signed, from a durable queue of its own, since it is how one hears that
 * mail is broken. Does not know who calls.
 */
@ApplicationModule(
        allowedDependencies = {"delivery", "smtp", "secrets", "installation", "limits", "audit", "web", "net", "storage"
        })
@NullMarked
package io.postern.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
