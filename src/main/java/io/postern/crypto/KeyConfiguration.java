package io.postern.crypto;

import io.postern.database.DatabaseLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Finds the keys. The application starts also with a key that can't be used: the log and the System page say so, and nothing can be
 * sealed or opened.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(KeyConfiguration.class);

    @Bean
    static SealingKeys sealingKeys(SecretKeyProperties properties, DatabaseLocation location) {
        SealingKey previous = given(properties.secretKeyPrevious())
                .flatMap(text -> parse(text, "postern.secret-key-previous"))
                .orElse(null);
        try {
            Optional<String> key = given(properties.secretKey());
            if (key.isPresent()) {
                return keys(parse(key.get(), "postern.secret-key"), previous);
            }
            Optional<String> file = given(properties.secretKeyFile());
            if (file.isPresent()) {
                String text = Files.readString(Path.of(file.get()), StandardCharsets.US_ASCII);
                return keys(parse(text, "postern.secret-key-file"), previous);
            }
            Optional<Path> beside = fileBeside(properties, location);
            if (beside.isPresent()) {
                String text = new KeyFile(beside.get()).readOrCreate(SealingKey.random());
                return keys(parse(text, beside.get().toString()), previous);
            }
        } catch (IOException | InvalidPathException unreadable) {
            log.error("The key for stored secrets can't be read: {}", unreadable.toString());
            return new SealingKeys(null, true, previous);
        }
        if (location instanceof DatabaseLocation.Memory) {
            return new SealingKeys(SealingKey.random(), false, previous);
        }
        log.warn("There is no key for stored secrets: set postern.secret-key or postern.secret-key-file.");
        return new SealingKeys(null, false, previous);
    }

    /** The file that holds the key beside the embedded database, where the operator chose none. */
    static Optional<Path> fileBeside(SecretKeyProperties properties, DatabaseLocation location) {
        boolean chosen = given(properties.secretKey()).isPresent()
                || given(properties.secretKeyFile()).isPresent();
        return !chosen && location instanceof DatabaseLocation.EmbeddedFile database
                ? Optional.of(database.beside(".key"))
                : Optional.empty();
    }

    private static SealingKeys keys(Optional<SealingKey> current, @Nullable SealingKey previous) {
        return new SealingKeys(current.orElse(null), current.isEmpty(), previous);
    }

    private static Optional<SealingKey> parse(String text, String source) {
        Optional<SealingKey> key = SealingKey.parse(text);
        if (key.isEmpty()) {
            log.error("{} is malformed: it must be 32 bytes in base64 or hex (openssl rand -base64 32).", source);
        }
        return key;
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isBlank());
    }
}
