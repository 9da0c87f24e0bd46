package io.postern.database;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the database is: whether another process may have it open, and which files it has. */
public sealed interface DatabaseLocation {

    /** A single letter is a drive of Windows. */
    Pattern H2_FILE_SYSTEM = Pattern.compile("(?!file:)[a-z]{2,}:.*");

    /** Whether no other process can open it while this one has it open. */
    boolean isExclusive();

    /** The embedded database in a file. It is exclusive unless it is set up to serve other processes of this machine. */
    record EmbeddedFile(Path database, boolean isExclusive) implements DatabaseLocation {

        static final String DATA = ".mv.db";

        public Path dataFile() {
            return beside(DATA);
        }

        /** H2's log of errors, with the statements that failed. */
        Path traceFile() {
            return beside(".trace.db");
        }

        /** A file in the same folder, with the database's name and this suffix. */
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

    /** The embedded database in one of H2's own file systems, such as {@code nio:}: no file can be put beside it. */
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
