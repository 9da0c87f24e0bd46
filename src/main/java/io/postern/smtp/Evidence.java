package io.postern.smtp;

import java.util.List;
import java.util.regex.Pattern;

/** A pattern that gives a failure away. */
@FunctionalInterface
interface Evidence {

    boolean in(Symptoms symptoms);

    /** A refusal that reads like this: {@code 535 5.7.8 words in lower case}. */
    static Evidence reply(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return symptoms -> pattern.matcher(symptoms.refusal()).find();
    }

    /** Something thrown whose name or message reads like this, in lower case. */
    static Evidence thrown(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return symptoms -> pattern.matcher(symptoms.exceptions()).find();
    }

    static Evidence thrown(Class<? extends Throwable> kind) {
        return symptoms -> symptoms.thrown(kind) != null;
    }

    static Evidence at(Stage... stages) {
        List<Stage> list = List.of(stages);
        return symptoms -> list.contains(symptoms.stage());
    }

    default Evidence and(Evidence other) {
        return symptoms -> in(symptoms) && other.in(symptoms);
    }

    default Evidence or(Evidence other) {
        return symptoms -> in(symptoms) || other.in(symptoms);
    }
}
