/**
 * Seals what must be stored encrypted (AES-256-GCM), keeps the key outside the database and rotates it; makes tokens and their
 * hashes.
 */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.postern.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
