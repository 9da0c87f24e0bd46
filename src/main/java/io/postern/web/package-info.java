/** The shell around every page: layout, navigation, field fragments, flash, error pages, language. */
@ApplicationModule(allowedDependencies = "net")
@NullMarked
package io.postern.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
