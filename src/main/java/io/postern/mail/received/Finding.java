package io.postern.mail.received;

import io.postern.mail.domain.Verdict;
import io.postern.net.ShownText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a received message tells.
 *
 * @param code the same in every language, for scripts
 * @param outcome the rest of the message keys of the sentence and, where there is something to do, of the advice
 * @param arguments of both
 * @param evidence what it was seen by: parts of the message, safe to show
 */
record Finding(String code, Verdict verdict, String outcome, List<Object> arguments, List<String> evidence) {

    private static final int MOST_EVIDENCE = 20;

    Finding {
        arguments = arguments.stream()
                .map(each -> each instanceof String text ? ShownText.of(text) : each)
                .toList();
        evidence = evidence.stream().limit(MOST_EVIDENCE).map(ShownText::of).toList();
    }

    static Finding of(String code, Verdict verdict, String outcome, List<String> evidence, Object... arguments) {
        return new Finding(code, verdict, outcome, List.of(arguments), evidence);
    }

    public String titleKey() {
        return "mail.received.finding." + code;
    }

    public String messageKey() {
        return titleKey() + "." + outcome;
    }

    /** Null if there is nothing to do. */
    public @Nullable String adviceKey() {
        return verdict == Verdict.OK ? null : "mail.received.advice." + code + "." + outcome;
    }
}
