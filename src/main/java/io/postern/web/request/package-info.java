/** Requests before and beside the pages: filters, languages, and what a request that failed is answered with. */
@ApplicationModule(allowedDependencies = {"net", "web", "web.layout"})
@NullMarked
package io.postern.web.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
