package io.postern.mail;

import io.postern.net.EmailAddress;
import org.jspecify.annotations.Nullable;

/** What a kind of mail makes of a queued row: a letter to somebody, or a reason to drop it. */
public sealed interface ComposedMail {

    record Written(Recipient user, EmailAddress to, Letter letter) implements ComposedMail {}

    record Dropped(@Nullable Recipient user, DropReason reason) implements ComposedMail {
        public Dropped(DropReason reason) {
            this(null, reason);
        }
    }
}
