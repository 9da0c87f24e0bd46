package io.postern.mail.test;

import io.postern.database.RowId;
import io.postern.mail.smtp.StageListener;
import io.postern.outbound.Cancellation;
import io.postern.users.SignedInUser;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The tests that a page follows while they run. The page opens the stream first, under a name that it was given, then posts the
 * form with that name; both must come from the same user. The stream only shows: the answer to the form is the whole result.
 */
@Component
public class LiveTestRegistry {

    private static final int MOST = 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Map<String, LiveTestStream> tests = new ConcurrentHashMap<>();
    private final StageTexts texts;

    LiveTestRegistry(StageTexts texts) {
        this.texts = texts;
    }

    /** Begins to follow a test; empty when too many are followed, or the name is no UUID or is taken. */
    public Optional<LiveTestStream> open(String testId, @Nullable SignedInUser reader) {
        if (RowId.parseUuid(testId) == null || tests.size() >= MOST) {
            return Optional.empty();
        }
        // Where a page has no random names, its next test has the same one, and may have begun before this one is over.
        LiveTestStream test =
                new LiveTestStream(owner(reader), LONGEST, texts.forThisReader(), ended -> tests.remove(testId, ended));
        return tests.putIfAbsent(testId, test) == null ? Optional.of(test) : Optional.empty();
    }

    /** The listener for a test of this name; one that does nothing when nobody follows it. */
    Watched watched(String testId, @Nullable SignedInUser reader) {
        LiveTestStream test = tests.get(testId);
        return test != null && test.belongsTo(owner(reader)) ? test : new Unwatched(new Cancellation());
    }

    /** No open stream keeps the process from stopping. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        for (LiveTestStream test : tests.values()) {
            test.cancellation().cancel();
            test.close();
        }
    }

    public void cancel(String testId, @Nullable SignedInUser reader) {
        watched(testId, reader).cancellation().cancel();
    }

    /** A test that is running; closed when it has ended. */
    interface Watched extends AutoCloseable {

        StageListener listener();

        Cancellation cancellation();

        @Override
        void close();
    }

    private record Unwatched(Cancellation cancellation) implements Watched {

        @Override
        public StageListener listener() {
            return StageListener.NONE;
        }

        @Override
        public void close() {}
    }

    private static String owner(@Nullable SignedInUser reader) {
        return reader == null ? "" : reader.id().toString();
    }
}
