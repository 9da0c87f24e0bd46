/** Measures how fast Postern takes requests and delivers their mails; runs by the Maven profile {@code bench} alone. */
@NullMarked
package io.postern.bench;

import org.jspecify.annotations.NullMarked;
