/** The application and its clock; each package below it is one room. */
@NullMarked
package io.postern;

import org.jspecify.annotations.NullMarked;
