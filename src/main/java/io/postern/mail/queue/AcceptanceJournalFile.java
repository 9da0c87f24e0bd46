package io.postern.mail.queue;

import io.postern.database.OwnerOnlyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acceptances in a file for its owner alone, each a line of JSON. As with a commit of H2, what is written outlives the process; it is
 * not forced to the disk. What a failing write left of a line is cut off.
 */
final class AcceptanceJournalFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AcceptanceJournalFile.class);

    private final JsonMapper json;
    private final List<Acceptance> held = new ArrayList<>();

    /** Not a channel: an interrupt of the thread that writes would close that. */
    private final RandomAccessFile file;

    private long length;

    /** Reads what is in the file, and then opens it; makes it when there is none. */
    AcceptanceJournalFile(Path path, JsonMapper json) {
        this.json = json;
        try {
            if (!Files.exists(path)) {
                Files.createFile(path, OwnerOnlyFiles.file(path));
            }
            try (InputStream written = Files.newInputStream(path)) {
                read(written.readNBytes(Math.toIntExact(Files.size(path))));
            }
            // Last, so that whatever fails before leaves no file open.
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!held.isEmpty()) {
            log.info("{} mails were accepted before the last end, and are recorded now", held.size());
        }
    }

    private void read(byte[] all) {
        for (int end = newline(all, 0); end >= 0; end = newline(all, end + 1)) {
            try {
                held.add(json.readValue(all, (int) length, end - (int) length, Acceptance.class));
                length = end + 1L;
            } catch (JacksonException cutOff) {
                log.warn("What follows the first {} bytes of the journal of accepted mails can't be read", length);
                return;
            }
        }
    }

    private static int newline(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at < bytes.length ? at : -1;
    }

    List<Acceptance> held() {
        return held;
    }

    void append(Acceptance acceptance) {
        byte[] line = (json.writeValueAsString(acceptance) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            cut();
            file.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length += line.length;
        held.add(acceptance);
    }

    void clear() {
        try {
            length = 0;
            cut();
            held.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what lies behind the last whole line. */
    private void cut() throws IOException {
        if (file.length() != length) {
            file.setLength(length);
        }
        file.seek(length);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
