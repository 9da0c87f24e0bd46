package io.postern.users.imports;

import io.postern.users.Role;
import io.postern.users.UserData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file would do.
 *
 * @param problem why it can't be read
 * @param guessedEncoding whether its letters may be other ones
 * @param accounts the users of all lines that are right
 * @param first some lines, the first ones of the file
 * @param wrong some lines that are wrong, the first ones
 * @param wrongCount how many are
 */
record CheckedFile(
        @Nullable FileProblem problem,
        boolean guessedEncoding,
        List<UserData> accounts,
        List<ImportPreviewLine> first,
        List<ImportPreviewLine> wrong,
        int wrongCount) {

    public int count() {
        return accounts.size();
    }

    /** How many lines there are beyond those that are shown. */
    public int more() {
        return accounts.size() + wrongCount - first.size();
    }

    public int moreWrong() {
        return wrongCount - wrong.size();
    }

    public long administrators() {
        return accounts.stream()
                .filter(account -> account.role() == Role.ADMINISTRATOR)
                .count();
    }

    public long withoutAddress() {
        return accounts.stream().filter(account -> account.email() == null).count();
    }
}
