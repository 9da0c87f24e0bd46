package io.postern.passwordreset;

import io.postern.users.User;
import io.postern.users.Users;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The links of all letters that are written in one transaction. They are stored when it is about to commit, in one statement and
 * under locks held for a moment, instead of a statement and a lock for each letter while the others are written.
 */
@Component
class MailedLinks {

    private final Users users;
    private final LinkTokens tokens;

    MailedLinks(Users users, LinkTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /** Stores the link with the others; the transaction fails when the user is not as it was read any more. */
    void add(User user, LinkTokens.Minted link) {
        Batch batch = (Batch) TransactionSynchronizationManager.getResource(this);
        if (batch == null) {
            batch = new Batch();
            TransactionSynchronizationManager.bindResource(this, batch);
            TransactionSynchronizationManager.registerSynchronization(batch);
        }
        batch.owners.add(user);
        batch.links.add(link);
    }

    private final class Batch implements TransactionSynchronization {

        private final List<User> owners = new ArrayList<>();
        private final List<LinkTokens.Minted> links = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!users.hold(owners)) {
                // An old address must not get a link that the change of address did not see: the courier comes again.
                throw new IllegalStateException("a user changed while the mail was written");
            }
            tokens.store(links);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(MailedLinks.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(MailedLinks.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(MailedLinks.this);
        }
    }
}
