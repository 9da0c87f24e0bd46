package io.postern.mail.test;

import io.postern.database.RowId;
import io.postern.mail.smtp.StageListener.State;
import io.postern.users.SignedInUser;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The tests that a page follows while they run. The page opens the stream first, under the name that it was given. Then it posts the
 * form with that name. Both must come from the same user. The stream only shows the progress: the answer to the form is the result.
 */
@Component
public class LiveTestRegistry {

    private static final int MOST = 20;
    private static final Duration LONGEST = Duration.ofSeconds(70);

    private final Map<String, LiveTestStream> tests = new ConcurrentHashMap<>();
    private final MessageSource messages;

    LiveTestRegistry(MessageSource messages) {
        this.messages = messages;
    }

    /** Begins to follow a test. Empty when too many are followed, or when the name is no UUID or is taken. */
    public Optional<LiveTestStream> open(String testId, @Nullable SignedInUser reader) {
        if (RowId.parseUuid(testId) == null || tests.size() >= MOST) {
            return Optional.empty();
        }
        // A page without a source of random names uses one name again, and may begin its next test before this one is
        // over.
        LiveTestStream test =
                new LiveTestStream(owner(reader), LONGEST, stateNames(), ended -> tests.remove(testId, ended));
        return tests.putIfAbsent(testId, test) == null ? Optional.of(test) : Optional.empty();
    }

    /** The test of this name. If nobody follows it, its stream leads nowhere. */
    public LiveTestStream watched(String testId, @Nullable SignedInUser reader) {
        LiveTestStream test = tests.get(testId);
        return test != null && test.belongsTo(owner(reader))
                ? test
                : new LiveTestStream(owner(reader), LONGEST, Map.of(), ended -> {});
    }

    /** Closes all streams, because an open one would keep the process from stopping. */
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

    /** The states of a stage in the language of the reader. */
    private Map<State, String> stateNames() {
        Locale locale = LocaleContextHolder.getLocale();
        return Arrays.stream(State.values())
                .collect(Collectors.toMap(
                        state -> state, state -> messages.getMessage(state.messageKey(), null, locale)));
    }

    private static String owner(@Nullable SignedInUser reader) {
        return reader == null ? "" : reader.id().toString();
    }
}
