/** Hurts Postern at random and holds what it acknowledged against the inboxes; 20 faults by {@link io.postern.torture.TortureIT}, 500 by the Maven profile {@code torture}. */
@NullMarked
package io.postern.torture;

import org.jspecify.annotations.NullMarked;
