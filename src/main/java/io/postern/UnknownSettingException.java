package io.postern;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Something below {@code postern} is configured that is no setting. */
class UnknownSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param names with where each was found and which setting has the nearest name */
    UnknownSettingException(List<String> names) {
        super("These are no settings of Postern:\n    " + String.join("\n    ", names));
    }

    /** Says it without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<UnknownSettingException> {

        @Override
        protected FailureAnalysis analyze(Throwable startFailure, UnknownSettingException cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Correct the names, or remove them. The README lists all settings.",
                    startFailure);
        }
    }
}
