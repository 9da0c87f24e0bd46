package io.postern.mail;

import io.postern.net.EmailAddress;
import org.jspecify.annotations.Nullable;

/** What a kind of mail makes of a queued row: a letter to somebody, or a reason to drop it. */
public sealed interface Composition {

    record Written(Recipient user, EmailAddress to, Letter letter) implements Composition {}

    record Dropped(@Nullable Recipient user, DropReason reason) implements Composition {
        public Dropped(DropReason reason) {
            this(null, reason);
        }
    }
}
