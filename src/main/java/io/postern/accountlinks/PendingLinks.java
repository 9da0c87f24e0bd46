package io.postern.accountlinks;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The links of all letters that are written in one transaction: stored when it is about to commit, in one statement. */
@Component
class PendingLinks {

    private final LinkTokens tokens;

    PendingLinks(LinkTokens tokens) {
        this.tokens = tokens;
    }

    void add(LinkTokens.Minted link) {
        Batch batch = (Batch) TransactionSynchronizationManager.getResource(this);
        if (batch == null) {
            batch = new Batch();
            TransactionSynchronizationManager.bindResource(this, batch);
            TransactionSynchronizationManager.registerSynchronization(batch);
        }
        batch.links.add(link);
    }

    private final class Batch implements TransactionSynchronization {

        private final List<LinkTokens.Minted> links = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            tokens.store(links);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(PendingLinks.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PendingLinks.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PendingLinks.this);
        }
    }
}
