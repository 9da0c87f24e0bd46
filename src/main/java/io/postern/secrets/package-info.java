/**
 * Seals what must rest encrypted (AES-256-GCM), keeps the key outside the database, rotates it; makes tokens, and the hashes by which
 * they are known.
 */
@ApplicationModule(allowedDependencies = "storage")
@NullMarked
package io.postern.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
