/** Reads forms into records. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.web.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
