package io.postern.users;

import java.util.List;
import org.passay.DefaultPasswordValidator;
import org.passay.PasswordData;
import org.passay.PasswordValidator;
import org.passay.data.EnglishSequenceData;
import org.passay.data.GermanSequenceData;
import org.passay.rule.IllegalSequenceRule;
import org.passay.rule.RepeatCharactersRule;
import org.passay.rule.Rule;

/** Sequences and repetitions, which make a password longer and not harder to guess. */
final class PasswordPatterns {

    /** A year or a short number inside a phrase is no sequence. */
    private static final int SEQUENCE = 6;

    private static final int REPEATED = 5;
    private static final int FEWEST_DIFFERENT = 5;

    private final PasswordValidator sequences = new DefaultPasswordValidator(List.<Rule>of(
            new IllegalSequenceRule(EnglishSequenceData.Alphabetical, SEQUENCE, true),
            new IllegalSequenceRule(EnglishSequenceData.Numerical, SEQUENCE, true),
            new IllegalSequenceRule(EnglishSequenceData.USQwerty, SEQUENCE, true),
            new IllegalSequenceRule(GermanSequenceData.DEQwertz, SEQUENCE, true)));
    private final PasswordValidator repeats =
            new DefaultPasswordValidator(List.<Rule>of(new RepeatCharactersRule(REPEATED)));

    boolean isSequential(String password) {
        return !sequences.validate(new PasswordData(password)).isValid();
    }

    boolean isRepetitive(String password) {
        return password.codePoints().distinct().count() < FEWEST_DIFFERENT
                || isOneBlockRepeated(password)
                || !repeats.validate(new PasswordData(password)).isValid();
    }

    private static boolean isOneBlockRepeated(String password) {
        // A text that is one block several times is found in itself doubled before its own end.
        return (password + password).indexOf(password, 1) < password.length();
    }
}
