package io.postern.mail.test;

import io.postern.mail.smtp.StageListener;
import io.postern.mail.smtp.StageListener.State;
import io.postern.outbound.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A test with its stream to the page. A page that went away does not disturb the test. */
public final class LiveTestStream implements LiveTestRegistry.Watched {

    private final String owner;
    private final SseEmitter stream;
    private final Cancellation cancellation = new Cancellation();
    private final Map<State, String> texts;
    private final Consumer<LiveTestStream> forget;

    LiveTestStream(String owner, Duration longest, Map<State, String> texts, Consumer<LiveTestStream> forget) {
        this.owner = owner;
        this.stream = new SseEmitter(longest.toMillis());
        this.texts = texts;
        this.forget = forget;
        stream.onTimeout(this::close);
        stream.onError(gone -> forget.accept(this));
        stream.onCompletion(() -> forget.accept(this));
    }

    /** The stream, which begins at once: the page waits for that before it sends the form. */
    public SseEmitter stream() {
        send(SseEmitter.event().comment("open"));
        return stream;
    }

    boolean belongsTo(String reader) {
        return owner.equals(reader);
    }

    @Override
    public StageListener listener() {
        return report -> send(SseEmitter.event()
                .name("stage")
                .data(Map.of(
                        "stage", report.stage().code(),
                        "state", report.state().code(),
                        "text", texts.getOrDefault(report.state(), ""))));
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        forget.accept(this);
        stream.complete();
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            stream.send(event);
        } catch (IOException | IllegalStateException pageIsGone) {
            forget.accept(this);
        }
    }
}
