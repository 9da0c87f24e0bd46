/**
 * Seals secrets for the database (AES-256-GCM) under a key that is kept outside of it and can be rotated. Makes tokens and hashes.
 */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.postern.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
