package io.postern.database;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the database lives: who else may have it open, and which files are its own. */
public sealed interface DatabaseLocation {

    /** A single letter is a drive of Windows. */
    Pattern H2_FILE_SYSTEM = Pattern.compile("(?!file:)[a-z]{2,}:.*");

    /** Whether no other process can have it open as long as this one has. */
    boolean isExclusive();

    /** The embedded database in a file; in this process alone, unless it is set up to serve others on this machine. */
    record EmbeddedFile(Path database, boolean isExclusive) implements DatabaseLocation {

        static final String DATA = ".mv.db";

        public Path dataFile() {
            return beside(DATA);
        }

        /** Where H2 notes what went wrong, with the statement that did. */
        Path traceFile() {
            return beside(".trace.db");
        }

        /** A file in the same folder whose name begins as the database's does. */
        public Path beside(String suffix) {
            return database.resolveSibling(database.getFileName() + suffix);
        }
    }

    /** The embedded database in memory: it dies with the process. */
    record Memory() implements DatabaseLocation {
        @Override
        public boolean isExclusive() {
            return true;
        }
    }

    /** The embedded database in one of H2's own file systems, such as {@code nio:}, where nothing of ours can be put beside it. */
    record OtherFileSystem(boolean isExclusive) implements DatabaseLocation {}

    /** A database that other instances may share. */
    record Shared() implements DatabaseLocation {
        @Override
        public boolean isExclusive() {
            return false;
        }
    }

    static DatabaseLocation of(String jdbcUrl) {
        String prefix = "jdbc:h2:";
        String lowerCase = jdbcUrl.toLowerCase(Locale.ROOT);
        if (!lowerCase.startsWith(prefix)) {
            return new Shared();
        }
        String location = jdbcUrl.substring(prefix.length()).split(";", 2)[0];
        if (location.startsWith("mem:")) {
            return new Memory();
        }
        if (location.startsWith("tcp:") || location.startsWith("ssl:")) {
            return new Shared();
        }
        boolean exclusive = !lowerCase.contains(";auto_server=true");
        if (H2_FILE_SYSTEM.matcher(location).matches()) {
            return new OtherFileSystem(exclusive);
        }
        String file = location.startsWith("file:") ? location.substring("file:".length()) : location;
        String expanded = file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file;
        return new EmbeddedFile(Path.of(expanded).toAbsolutePath().normalize(), exclusive);
    }
}
