package io.postern.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The machine's file system for H2, under {@code jdbc:h2:postern:<path>}. The first write to a database's file that fails ends the
 * process. Without it, H2 closes its store, and the next connection opens a second one while threads still use the first: acknowledged
 * commits were lost that way.
 */
public final class HaltingFileSystem extends FilePathWrapper {

    private static final String SCHEME = "postern";

    /** H2 makes these by reflection. */
    public HaltingFileSystem() {}

    /** The URL for H2 in place of this one. */
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
        return name.endsWith(DatabaseLocation.EmbeddedFile.DATA) ? new DatabaseFile(file) : file;
    }

    /** A database's file. H2 holds its commit lock while it writes, so no commit follows a write that failed. */
    // H2's own file classes do not lock for reads and writes at a position either.
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class DatabaseFile extends FileBaseDefault {

        private final FileChannel file;

        DatabaseFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            try {
                return file.write(bytes, position);
            } catch (ClosedChannelException byAStop) {
                throw byAStop;
            } catch (IOException failed) {
                throw DatabaseFailureExit.end(failed);
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            try {
                file.force(metaData);
            } catch (ClosedChannelException byAStop) {
                throw byAStop;
            } catch (IOException failed) {
                throw DatabaseFailureExit.end(failed);
            }
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
