/** Settings &gt; Mail as typed, and the one check of it. */
@ApplicationModule(allowedDependencies = {"crypto", "mail.account", "mail.auth", "mail.settings", "net", "outbound"})
@NullMarked
package io.postern.mail.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
