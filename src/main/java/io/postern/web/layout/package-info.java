/** The frame that every page stands in: layout, theme, titles, banners and bell. */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package io.postern.web.layout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
