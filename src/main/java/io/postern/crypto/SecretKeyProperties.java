package io.postern.crypto;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The operator's choice of key.
 *
 * @param secretKey 32 bytes in base64 or hex
 * @param secretKeyFile a file with the key in the same form
 * @param secretKeyPrevious the key before a rotation; what it opens is resealed with the new key at the start
 */
@ConfigurationProperties("postern")
record SecretKeyProperties(
        @Nullable String secretKey, @Nullable String secretKeyFile, @Nullable String secretKeyPrevious) {

    @Override
    public String toString() {
        return "SecretKeyProperties";
    }
}
