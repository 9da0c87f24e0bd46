package io.postern.mail.test;

import io.postern.mail.smtp.StageListener;
import io.postern.mail.smtp.StageListener.State;
import io.postern.outbound.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A test with its stream to the page. The test goes on when the page goes away. */
public final class LiveTestStream implements AutoCloseable {

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

    /** The stream. It begins at once, because the page waits for that before it sends the form. */
    public SseEmitter stream() {
        send(SseEmitter.event().comment("open"));
        return stream;
    }

    boolean belongsTo(String reader) {
        return owner.equals(reader);
    }

    StageListener listener() {
        return report -> report(report.stage().code(), report.state());
    }

    /**
     * Tells the page of a stage.
     *
     * @param stage the value of its {@code data-stage}
     */
    public void report(String stage, State state) {
        send(SseEmitter.event()
                .name("stage")
                .data(Map.of("stage", stage, "state", state.code(), "text", texts.getOrDefault(state, ""))));
    }

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
