/** The shell around every page: what rooms add to it, their paths, who reads a page, redirects. */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
