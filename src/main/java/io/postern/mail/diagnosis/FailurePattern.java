package io.postern.mail.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/** A pattern that gives a failure away. */
@FunctionalInterface
interface FailurePattern {

    boolean in(FailureContext symptoms);

    /** A refusal that reads like this: {@code 535 5.7.8 words in lower case}. */
    static FailurePattern reply(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return symptoms -> pattern.matcher(symptoms.refusal()).find();
    }

    /** Something thrown whose name or message reads like this, in lower case. */
    static FailurePattern thrown(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return symptoms -> pattern.matcher(symptoms.exceptions()).find();
    }

    static FailurePattern thrown(Class<? extends Throwable> kind) {
        return symptoms -> symptoms.thrown(kind) != null;
    }

    static FailurePattern at(Stage... stages) {
        List<Stage> list = List.of(stages);
        return symptoms -> list.contains(symptoms.stage());
    }

    default FailurePattern and(FailurePattern other) {
        return symptoms -> in(symptoms) && other.in(symptoms);
    }

    default FailurePattern or(FailurePattern other) {
        return symptoms -> in(symptoms) || other.in(symptoms);
    }
}
