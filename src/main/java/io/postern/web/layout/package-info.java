/** The frame of every page: layout, theme, titles, banners, bell. */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package io.postern.web.layout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
