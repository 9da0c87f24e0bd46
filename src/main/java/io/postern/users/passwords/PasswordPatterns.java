package io.postern.users.passwords;

import io.postern.net.Canonical;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.passay.DefaultPasswordValidator;
import org.passay.PasswordData;
import org.passay.PasswordValidator;
import org.passay.data.EnglishSequenceData;
import org.passay.data.GermanSequenceData;
import org.passay.rule.IllegalSequenceRule;
import org.passay.rule.RepeatCharactersRule;
import org.passay.rule.Rule;

/** Sequences and repetitions. They make a password longer, but not harder to guess. */
final class PasswordPatterns {

    /** Longer than a year or another short number in a phrase. */
    private static final int SEQUENCE = 6;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
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

    /** Also with other characters between the repetitions, and with other capitals. */
    private static boolean isOneBlockRepeated(String password) {
        String spoken = BETWEEN_WORDS.matcher(Canonical.identifier(password)).replaceAll("");
        return recurs(password) || (2 * spoken.length() > password.length() && recurs(spoken));
    }

    /** Whether the text repeats one block. The last repetition may be cut short. */
    private static boolean recurs(String text) {
        return IntStream.rangeClosed(1, text.length() / 2)
                .anyMatch(block -> text.regionMatches(0, text, block, text.length() - block));
    }
}
