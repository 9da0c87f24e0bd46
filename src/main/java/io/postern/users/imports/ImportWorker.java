package io.postern.users.imports;

import io.postern.selection.SelectionActors;
import io.postern.users.UserPaths;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds the users of long files. The transaction that adds them has the file locked: if the process dies, nothing was added, and any
 * instance begins again.
 */
@Component
class ImportWorker {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    private final ImportRuns runs;
    private final ImportDrafts drafts;
    private final ImportCheck check;
    private final SelectionActors actors;
    /** For a boundary within a method: what the transaction refuses is noted outside of it. */
    private final TransactionTemplate transaction;

    ImportWorker(
            ImportRuns runs,
            ImportDrafts drafts,
            ImportCheck check,
            SelectionActors actors,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.drafts = drafts;
        this.check = check;
        this.actors = actors;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tick() {
        for (ImportRuns.Run run : runs.running()) {
            if (!actors.actAs(run.user(), run.clientAddress(), UserPaths.LIST, () -> add(run))) {
                runs.end(run.id(), ImportRuns.State.FAILED);
            }
        }
    }

    private void add(ImportRuns.Run run) {
        try {
            transaction.executeWithoutResult(status -> addLocked(run));
        } catch (DuplicateKeyException takenSince) {
            runs.withdraw(run.id());
        } catch (RuntimeException broken) {
            // Without the database, this fails too, and the import begins again.
            runs.end(run.id(), ImportRuns.State.FAILED);
            log.error("The import {} failed, and nothing was added", run.id(), broken);
        }
    }

    private void addLocked(ImportRuns.Run run) {
        Optional<UserFile> file = drafts.lock(run.id());
        if (file.isEmpty()) {
            if (drafts.file(run.id(), run.user()).isEmpty()) {
                runs.end(run.id(), ImportRuns.State.FAILED);
            }
            return;
        }
        CheckedFile checked = check.check(file.get(), Locale.ENGLISH);
        if (checked.wrongCount() == run.leftOut()) {
            drafts.add(run.id(), run.user(), checked, run.invite(), added -> runs.progress(run.id(), added));
            runs.end(run.id(), ImportRuns.State.DONE);
        } else {
            // Lines that went wrong since the preview are shown before they are left out.
            runs.withdraw(run.id());
        }
    }
}
