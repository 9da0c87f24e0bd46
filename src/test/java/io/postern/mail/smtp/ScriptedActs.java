package io.postern.mail.smtp;

import java.util.List;

/** Acts for one phase after another; the last one stays. */
final class ScriptedActs {

    private final List<Act> acts;
    private int next;

    ScriptedActs(List<Act> acts) {
        this.acts = List.copyOf(acts);
    }

    Act next() {
        return acts.get(Math.min(next++, acts.size() - 1));
    }
}
