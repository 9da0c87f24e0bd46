/**
 * Seals what must rest encrypted (AES-256-GCM), keeps the key outside the database, rotates it; makes tokens, and the hashes by which
 * they are known. Keeps the embedded database's files, key included, from everybody but their owner.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
