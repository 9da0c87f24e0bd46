package io.postern.crypto;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** At the start, remembers the first key, reseals the stored secrets after a rotation, and logs when the key is wrong. */
@Component
class KeyRotation implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

    private final SealingKeys keys;
    private final KeyFingerprint fingerprint;
    private final List<SealedSecretStore> secrets;
    /** For a boundary within a method: it reseals in one transaction, and logs outside. */
    private final TransactionOperations transaction;

    KeyRotation(
            SealingKeys keys,
            KeyFingerprint fingerprint,
            ObjectProvider<SealedSecretStore> secrets,
            TransactionOperations transaction) {
        this.keys = keys;
        this.fingerprint = fingerprint;
        this.secrets = secrets.orderedStream().toList();
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        SealingKey current = keys.current();
        if (current == null) {
            return;
        }
        try {
            fingerprint.first(current);
        } catch (DuplicateKeyException anotherInstanceWasFaster) {
            log.debug("The key became known meanwhile");
        }
        SealingKey previous = keys.previous();
        String stored = fingerprint.fingerprint().orElseThrow();
        if (previous != null && stored.equals(previous.fingerprint())) {
            transaction.executeWithoutResult(status -> {
                secrets.forEach(SealedSecretStore::reseal);
                fingerprint.replace(current);
            });
            log.info("Stored secrets were resealed; postern.secret-key-previous can be removed");
        } else if (!stored.equals(current.fingerprint())) {
            log.error("Stored secrets were sealed with another key: give that key back, or enter the secrets again");
        }
    }
}
