package io.postern.mail.test;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.StageListener.Finding;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.mail.smtp.StageListener.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage as the page shows it.
 *
 * @param millis how long the stage took; null if it did not happen
 */
public record StageView(
        Stage stage, State state, @Nullable Long millis, List<Finding> findings, @Nullable Failure failure) {

    /** The stages in the order in which they happened, then those that did not. */
    static List<StageView> of(Collection<StageReport> reports) {
        List<StageView> views = new ArrayList<>();
        Set<Stage> missing = EnumSet.allOf(Stage.class);
        for (StageReport report : reports) {
            missing.remove(report.stage());
            boolean happened = report.state() != State.SKIPPED;
            views.add(new StageView(
                    report.stage(),
                    report.state(),
                    happened ? report.elapsed().toMillis() : null,
                    report.findings(),
                    report.failure()));
        }
        for (Stage stage : missing) {
            views.add(new StageView(stage, State.SKIPPED, null, List.of(), null));
        }
        return views;
    }

    /** All stages before a test. */
    public static List<StageView> pending() {
        List<StageView> views = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            views.add(new StageView(stage, State.PENDING, null, List.of(), null));
        }
        return views;
    }
}
