package io.postern.mail.discovery;

import io.postern.mail.discovery.Discovery.Step;
import io.postern.mail.smtp.StageListener.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reports the steps of one search as they happen, and keeps them. Used by one thread. */
final class DiscoverySteps {

    private final Map<DiscoveryStage, Step> steps = new EnumMap<>(DiscoveryStage.class);
    private final BiConsumer<DiscoveryStage, State> listener;

    DiscoverySteps(BiConsumer<DiscoveryStage, State> listener) {
        this.listener = listener;
    }

    void begin(DiscoveryStage stage) {
        report(stage, State.RUNNING, notes(stage));
    }

    void end(DiscoveryStage stage, boolean well, List<Note> found) {
        List<Note> notes = new ArrayList<>(notes(stage));
        notes.addAll(found);
        report(stage, well ? State.OK : State.FAILED, notes);
    }

    /** All of them in their order: one that runs was cut off, one that did not begin was not needed. */
    List<Step> ended() {
        List<Step> all = new ArrayList<>();
        for (DiscoveryStage stage : DiscoveryStage.values()) {
            Step step = steps.getOrDefault(stage, new Step(stage, State.SKIPPED, List.of()));
            all.add(step.state() == State.RUNNING ? new Step(stage, State.CANCELLED, step.notes()) : step);
        }
        return all;
    }

    private List<Note> notes(DiscoveryStage stage) {
        Step before = steps.get(stage);
        return before == null ? List.of() : before.notes();
    }

    private void report(DiscoveryStage stage, State state, List<Note> notes) {
        steps.put(stage, new Step(stage, state, notes));
        listener.accept(stage, state);
    }
}
