package io.postern.mail.discovery;

import java.util.List;

/**
 * What one place said.
 *
 * @param answered whether it gave an answer at all, if only that there is nothing
 */
record Findings(boolean answered, List<Candidate> candidates, List<Note> notes) {

    Findings {
        candidates = List.copyOf(candidates);
        notes = List.copyOf(notes);
    }
}
