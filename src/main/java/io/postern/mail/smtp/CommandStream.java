package io.postern.mail.smtp;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** What goes to the server. The mail library sends each command by itself; while this is held, they gather and leave together. */
final class CommandStream extends FilterOutputStream {

    private @Nullable ByteArrayOutputStream held;

    CommandStream(OutputStream out) {
        super(out);
    }

    void hold() {
        held = new ByteArrayOutputStream(1024);
    }

    void release() throws IOException {
        if (held != null) {
            byte[] together = held.toByteArray();
            held = null;
            out.write(together);
            out.flush();
        }
    }

    @Override
    public void write(int octet) throws IOException {
        (held == null ? out : held).write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        (held == null ? out : held).write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (held == null) {
            out.flush();
        }
    }
}
