package io.postern.secrets;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the database lives: whether a key may be made for it without being asked, and which files are its own. */
sealed interface DatabaseLocation {

    /** On an H2 server, or in one of H2's own file systems, such as {@code nio:}. A single letter is a drive of Windows. */
    Pattern ELSEWHERE = Pattern.compile("(?!file:)[a-z]{2,}:.*");

    /** The embedded database in a file; this process alone has it open. */
    record EmbeddedFile(Path database) implements DatabaseLocation {
        Path keyFile() {
            return beside(".key");
        }

        Path dataFile() {
            return beside(".mv.db");
        }

        /** Where H2 notes what went wrong, with the statement that did. */
        Path traceFile() {
            return beside(".trace.db");
        }

        private Path beside(String suffix) {
            return database.resolveSibling(database.getFileName() + suffix);
        }
    }

    /** The embedded database in memory: its secrets die with the process, and so may their key. */
    record Memory() implements DatabaseLocation {}

    /** A database that other instances may share, or whose place is unknown: a key made here would be unknown to them. */
    record Shared() implements DatabaseLocation {}

    static DatabaseLocation of(String jdbcUrl) {
        String prefix = "jdbc:h2:";
        if (!jdbcUrl.toLowerCase(Locale.ROOT).startsWith(prefix)) {
            return new Shared();
        }
        String location = jdbcUrl.substring(prefix.length()).split(";", 2)[0];
        if (location.startsWith("mem:")) {
            return new Memory();
        }
        if (ELSEWHERE.matcher(location).matches()) {
            return new Shared();
        }
        String file = location.startsWith("file:") ? location.substring("file:".length()) : location;
        String expanded = file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file;
        return new EmbeddedFile(Path.of(expanded).toAbsolutePath().normalize());
    }
}
