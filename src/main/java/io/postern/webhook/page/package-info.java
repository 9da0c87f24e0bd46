/** The state of the webhook: its last calls, a test, its secret. */
@ApplicationModule(allowedDependencies = {"audit", "installation", "outbound", "ratelimit", "web", "webhook"})
@NullMarked
package io.postern.webhook.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
