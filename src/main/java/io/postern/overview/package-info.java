/**
 * The overview: the page that tells at one look whether all is well, and what needs somebody. It knows no room: rooms above it put
 * their parts and entries there by {@link io.postern.overview.OverviewPart} and {@link io.postern.overview.RepairSource}.
 */
@ApplicationModule(allowedDependencies = {"database", "web"})
@NullMarked
package io.postern.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
