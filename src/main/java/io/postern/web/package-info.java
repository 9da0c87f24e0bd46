/** The shell around every page: what rooms put into it and say of their paths, who reads, and how answers lead on. */
@ApplicationModule(allowedDependencies = {"net"})
@NullMarked
package io.postern.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
