package io.postern.crypto;

/** A room's sealed secrets, which are resealed after the key changed. */
@FunctionalInterface
public interface SealedSecretStore {

    /**
     * Opens each stored secret and seals it again with the current key. One that can't be opened stays as it is. Called at the start,
     * inside a transaction.
     */
    void reseal();
}
