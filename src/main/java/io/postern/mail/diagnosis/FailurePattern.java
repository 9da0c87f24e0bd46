package io.postern.mail.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/** A pattern by which a failure is recognised. */
@FunctionalInterface
interface FailurePattern {

    boolean matches(FailureContext context);

    /** A refusal that reads like this: {@code 535 5.7.8 words in lower case}. */
    static FailurePattern reply(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return context -> pattern.matcher(context.refusal()).find();
    }

    /** Something thrown whose name or message reads like this, in lower case. */
    static FailurePattern thrown(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return context -> pattern.matcher(context.exceptions()).find();
    }

    static FailurePattern thrown(Class<? extends Throwable> kind) {
        return context -> context.thrown(kind) != null;
    }

    static FailurePattern at(Stage... stages) {
        List<Stage> list = List.of(stages);
        return context -> list.contains(context.stage());
    }

    default FailurePattern and(FailurePattern other) {
        return context -> matches(context) && other.matches(context);
    }

    default FailurePattern or(FailurePattern other) {
        return context -> matches(context) || other.matches(context);
    }
}
