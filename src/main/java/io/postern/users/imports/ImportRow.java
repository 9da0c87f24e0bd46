package io.postern.users.imports;

/**
 * One line of a file as it was written; what it leaves out is blank.
 *
 * @param line where it ends, counted from 1
 * @param complete false when it has more values than the file has columns
 */
record ImportRow(
        long line, boolean complete, String username, String email, String displayName, String role, String language) {}
