package io.postern.system;

import io.postern.crypto.Sealer;

/** The state of the key for stored secrets, as the page shows it. */
record KeyStatus(Sealer.State state) {

    public boolean isGood() {
        return state == Sealer.State.OK;
    }

    public String messageKey() {
        return switch (state) {
            case OK -> "system.key.ok";
            case NO_KEY -> "system.key.none";
            case MALFORMED_KEY -> "system.key.malformed";
            case WRONG_KEY -> "system.key.wrong";
        };
    }
}
