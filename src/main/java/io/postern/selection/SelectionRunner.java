package io.postern.selection;

import io.postern.web.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what was asked for. Each row has a transaction of its own, which also notes that it is done. So a process that dies leaves no row
 * half done and none done twice, and any instance goes on with the rest.
 */
@Component
class SelectionRunner {

    private static final Logger log = LoggerFactory.getLogger(SelectionRunner.class);

    private static final int AT_ONCE = 100;
    private static final int ATTEMPTS = 3;

    /** Other scheduled work shares the thread. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private final SelectionRepository selections;
    private final List<SelectionAction> actions;
    private final SelectionActors actors;
    /** For a boundary within a method: what one row refuses is caught outside. */
    private final TransactionTemplate transaction;

    SelectionRunner(
            SelectionRepository selections,
            List<SelectionAction> actions,
            SelectionActors actors,
            TransactionTemplate transaction) {
        this.selections = selections;
        this.actions = actions;
        this.actors = actors;
        this.transaction = transaction;
    }

    List<String> actions(String list) {
        return actions.stream()
                .filter(action -> action.list().equals(list))
                .map(SelectionAction::name)
                .toList();
    }

    Optional<SelectionAction> action(String list, String name) {
        return actions.stream()
                .filter(action -> action.list().equals(list) && action.name().equals(name))
                .findFirst();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tick() {
        for (Selection selection : selections.running()) {
            long end = System.nanoTime() + TICK.toNanos();
            if (!actors.actAs(
                    selection.user(), selection.clientAddress(), selection.list(), () -> run(selection, end))) {
                selections.leaveOutAll(selection.id(), "actor");
                selections.finish(selection.id());
            }
        }
    }

    /** Works on the open rows, until none is left. */
    void run(Selection selection) {
        run(selection, System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    /** @param end when to stop, by {@link System#nanoTime} */
    private void run(Selection selection, long end) {
        SelectionAction action = action(selection.list(), selection.action()).orElse(null);
        if (action == null) {
            // Another version of this program asked.
            selections.leaveOutAll(selection.id(), "failed");
        }
        boolean worked = true;
        while (worked && action != null && System.nanoTime() - end < 0) {
            worked = false;
            for (String row : selections.openRows(selection.id(), AT_ONCE)) {
                worked |= System.nanoTime() - end < 0 && isDone(selection, action, row);
            }
        }
        selections.finish(selection.id());
    }

    /** False if somebody else is at this row. */
    private boolean isDone(Selection selection, SelectionAction action, String row) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean mine = selections.take(selection.id(), row);
                    if (mine) {
                        selections.end(selection.id(), row, action.work().on(row, selection.argument()));
                    }
                    return mine;
                }));
            } catch (LeftOut refused) {
                selections.end(selection.id(), row, refused.reason());
                return true;
            } catch (NotFound gone) {
                selections.end(selection.id(), row, "gone");
                return true;
            } catch (TransientDataAccessException busy) {
                if (attempt == ATTEMPTS) {
                    return failed(selection, row, busy);
                }
            } catch (RuntimeException broken) {
                return failed(selection, row, broken);
            }
        }
    }

    /** Without the database, this fails too, and the row stays open. */
    private boolean failed(Selection selection, String row, RuntimeException why) {
        selections.end(selection.id(), row, "failed");
        log.error("{} failed for {} of {}", selection.action(), row, selection.list(), why);
        return true;
    }
}
