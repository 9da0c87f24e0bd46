package io.postern.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/** A database's file. H2 holds its lock for commits while it writes: when a write fails, no commit comes after it. */
@SuppressWarnings(
        "UnsynchronizedOverridesSynchronized") // H2's own reads and writes of a place in a file wait for nobody either.
final class HaltingDatabaseFile extends FileBaseDefault {

    private final FileChannel file;

    HaltingDatabaseFile(FileChannel file) {
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
