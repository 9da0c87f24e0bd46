package io.postern.users.imports;

import java.util.List;

/**
 * What a row would do, for the page.
 *
 * @param problems why it can't be done, in the reader's language; none when a user would be added
 */
record ImportPreviewLine(ImportRow row, String role, List<String> problems) {

    boolean isWrong() {
        return !problems.isEmpty();
    }
}
