package io.postern.crypto;

import io.postern.database.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The file beside the embedded database that holds its key. */
final class KeyFile {

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /**
     * The file's text. Without a file, one with this new key is created. Only its owner can ever read it, and it is never there in part.
     */
    String readOrCreate(SealingKey fresh) throws IOException {
        if (!Files.exists(path)) {
            create(fresh.text() + System.lineSeparator());
        }
        return Files.readString(path, StandardCharsets.US_ASCII);
    }

    private void create(String text) throws IOException {
        OwnerOnlyFiles.createFolderOf(path);
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel file = Files.newByteChannel(draft, newFile, OwnerOnlyFiles.file(draft))) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            if (file instanceof FileChannel channel) {
                channel.force(true);
            }
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
