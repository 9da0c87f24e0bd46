package io.postern.outbound;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What came of getting a file by {@link GuardedHttpClient}. */
public final class HttpDocument {

    private final HttpOutcome outcome;
    private final byte @Nullable [] content;

    /**
     * A call's outcome, and what came with it.
     *
     * @param content empty unless the server answered 200 with all of the file; null when the file is too long
     */
    public HttpDocument(HttpOutcome outcome, byte @Nullable [] content) {
        this.outcome = outcome;
        this.content = content == null ? null : content.clone();
    }

    public HttpOutcome outcome() {
        return outcome;
    }

    public boolean isTooLong() {
        return content == null;
    }

    /** Nothing where {@link #isTooLong}. */
    public InputStream content() {
        return content == null ? InputStream.nullInputStream() : new ByteArrayInputStream(content);
    }
}
