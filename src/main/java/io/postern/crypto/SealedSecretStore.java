package io.postern.crypto;

/** Sealed secrets that a room stores. They are resealed when the key has changed. */
@FunctionalInterface
public interface SealedSecretStore {

    /**
     * Opens each stored secret and seals it again, which is then under the current key; one that can't be opened stays as it is.
     * Called at start inside a transaction.
     */
    void reseal();
}
