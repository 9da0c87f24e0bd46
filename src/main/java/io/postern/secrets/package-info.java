/** Seals what must rest encrypted (AES-256-GCM), keeps the key outside the database, rotates it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.postern.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
