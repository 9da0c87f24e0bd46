package io.postern.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The machine's file system for H2, under {@code jdbc:h2:postern:<path>}, where the first write to a database's file that fails ends
 * the process. H2 would close its store, and the next connection would open a second one in the same process while threads spin on the
 * first; acknowledged commits were lost that way.
 */
public final class HaltingFileSystem extends FilePathWrapper {

    private static final String SCHEME = "postern";

    /** H2 makes these by reflection. */
    public HaltingFileSystem() {}

    /** What H2 is to open in place of the URL. */
    static String under(DatabaseLocation.EmbeddedFile database, String url) {
        FilePath.register(new HaltingFileSystem());
        int options = url.indexOf(';');
        return "jdbc:h2:" + SCHEME + ":" + database.database() + (options < 0 ? "" : url.substring(options));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = getBase().open(mode);
        // Queries may fail for lack of room for their temporary files, and the trace may stay unwritten.
        return name.endsWith(DatabaseLocation.EmbeddedFile.DATA) ? new HaltingDatabaseFile(file) : file;
    }
}
