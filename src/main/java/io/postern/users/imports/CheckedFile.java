package io.postern.users.imports;

import io.postern.users.Role;
import io.postern.users.UserData;
import java.util.List;

/**
 * What a file would do.
 *
 * @param guessedEncoding whether its letters may be other ones
 * @param accounts the users of all lines that are right
 * @param wrongCount how many lines are wrong
 * @param shown the first lines that are wrong; if none is, the first lines
 */
record CheckedFile(boolean guessedEncoding, List<UserData> accounts, int wrongCount, List<Line> shown) {

    /**
     * What a row would do.
     *
     * @param role in the reader's language, or as typed
     * @param problems why it can't be done, in the reader's language; none when a user would be added
     */
    record Line(UserFile.Row row, String role, List<String> problems) {}

    public int count() {
        return accounts.size();
    }

    /** How many such lines there are beyond those that are shown. */
    public int more() {
        return (wrongCount == 0 ? count() : wrongCount) - shown.size();
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
