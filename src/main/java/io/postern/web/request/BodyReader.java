package io.postern.web.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.http.HttpStatus;

/**
 * Reads whole bodies, each within a deadline. Bodies that make a thread wait may occupy a share of the threads. If there is one
 * more, the one that has waited longest is given up. So a body that comes at once always gets through.
 */
final class BodyReader {

    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(32);
    private static final int PART = 8192;

    private final long longest;
    private final int share;
    private final Set<Wait> waiting = new LinkedHashSet<>();

    /** Tomcat itself waits for the rest of a chunk's head and can't be told to give up. No browser sends chunks. */
    private final Semaphore chunked;

    /**
     * @param threads how many there are
     * @param longest in bytes, of a body that is not kept
     */
    BodyReader(int threads, long longest) {
        this.longest = longest;
        this.share = Math.max(1, threads / 4);
        this.chunked = new Semaphore(Math.max(1, threads / 8));
    }

    /** A body was not read to its end, so its connection can't be used again. */
    static final class GivenUp extends IOException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;

        GivenUp(HttpStatus status) {
            super(status.toString());
            this.status = status;
        }

        int status() {
            return status.value();
        }
    }

    private static final class Wait {
        private final Thread thread = Thread.currentThread();
        private volatile boolean over;
    }

    /**
     * Waits for the end of the body. If it is longer than what is kept of it, the request says that it is far too long, so that Tomcat
     * refuses the form, and does not take its beginning for all of it.
     *
     * @param kept in bytes
     * @return the body, to be read in its place
     */
    InputBuffer read(Request request, int kept) throws GivenUp {
        boolean inChunks = request.getContentLengthLong() < 0;
        if (request.getContentLengthLong() > longest) {
            throw new GivenUp(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (inChunks && !chunked.tryAcquire()) {
            throw new GivenUp(HttpStatus.SERVICE_UNAVAILABLE);
        }
        Wait wait = new Wait();
        try {
            Body body = read(request, new Body(kept), wait);
            if (kept > 0 && body.length > kept) {
                request.setContentLength(longest);
            }
            return body;
        } catch (GivenUp early) {
            throw early;
        } catch (IOException brokenOff) {
            throw new GivenUp(HttpStatus.BAD_REQUEST);
        } finally {
            end(wait);
            if (inChunks) {
                chunked.release();
            }
        }
    }

    private Body read(Request request, Body body, Wait wait) throws IOException {
        long start = System.nanoTime();
        long pause = 0;
        request.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
        while (!request.isFinished()) {
            if (wait.over || System.nanoTime() - start > DEADLINE.toNanos()) {
                throw new GivenUp(HttpStatus.REQUEST_TIMEOUT);
            }
            request.action(ActionCode.AVAILABLE, true);
            if (request.getAvailable() > 0) {
                request.doRead(body);
                if (body.take() > longest) {
                    throw new GivenUp(HttpStatus.CONTENT_TOO_LARGE);
                }
            } else {
                if (pause == 0) {
                    begin(wait);
                }
                pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * pause));
                LockSupport.parkNanos(this, pause);
                wait.over |= Thread.currentThread().isInterrupted();
            }
        }
        return body;
    }

    private void begin(Wait wait) {
        synchronized (waiting) {
            if (waiting.size() >= share) {
                Iterator<Wait> oldest = waiting.iterator();
                Wait longest = oldest.next();
                oldest.remove();
                longest.over = true;
                LockSupport.unpark(longest.thread);
            }
            waiting.add(wait);
        }
    }

    private void end(Wait wait) {
        synchronized (waiting) {
            waiting.remove(wait);
        }
    }

    /** What was read of a body, as far as it is kept. Afterwards it takes the place of the connection. */
    private static final class Body extends ByteArrayOutputStream implements InputBuffer, ApplicationBufferHandler {

        private final int kept;
        private ByteBuffer part = ApplicationBufferHandler.EMPTY_BUFFER;
        private long length;
        private int read;

        Body(int kept) {
            this.kept = kept;
        }

        /** Takes what the connection has put into the buffer. Returns the length of the body so far. */
        long take() {
            length += part.remaining();
            while (part.hasRemaining() && count < kept) {
                write(part.get());
            }
            part = ApplicationBufferHandler.EMPTY_BUFFER;
            return length;
        }

        @Override
        public int doRead(ApplicationBufferHandler reader) {
            int next = Math.min(PART, count - read);
            if (next == 0) {
                return -1;
            }
            ByteBuffer copy = ByteBuffer.allocate(next);
            copy.put(buf, read, next).flip();
            read += next;
            reader.setByteBuffer(copy);
            return next;
        }

        @Override
        public int available() {
            return count - read;
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            part = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return part;
        }

        @Override
        public void expand(int size) {
            // Only readers of the whole body ask for this.
        }
    }
}
