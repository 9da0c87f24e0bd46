/** Requests before they reach a page: bodies, parameters, languages, and the answers to those that fail. */
@ApplicationModule(allowedDependencies = {"net", "web", "web.layout"})
@NullMarked
package io.postern.web.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
