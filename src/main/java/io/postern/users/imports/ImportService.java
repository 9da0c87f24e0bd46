package io.postern.users.imports;

import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Does what a preview showed. */
@Component
class ImportService {

    private final ImportDrafts drafts;
    private final BulkUserCreation users;
    private final ApplicationEventPublisher events;

    ImportService(ImportDrafts drafts, BulkUserCreation users, ApplicationEventPublisher events) {
        this.drafts = drafts;
        this.users = users;
        this.events = events;
    }

    /**
     * Adds the users of all lines that are right and forgets the file, or neither.
     *
     * @return false when the file was imported or discarded already
     * @throws org.springframework.dao.DuplicateKeyException when somebody took one of the names since they were checked
     */
    @Transactional
    public boolean add(UUID draft, UUID owner, CheckedFile checked, boolean invite) {
        if (!drafts.remove(draft, owner)) {
            return false;
        }
        users.create(checked.accounts(), invite);
        events.publishEvent(new UsersImported(checked.count(), checked.wrongCount(), invite));
        return true;
    }
}
