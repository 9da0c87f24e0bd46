package io.postern.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was asked of the application and acknowledged by it. */
final class History {

    static final String RESET = "password-reset";
    static final String INVITATION = "invitation";
    static final String ALERT = "alert";

    /**
     * A request with its answer; the times are {@link System#nanoTime}.
     *
     * @param kind of the mail that follows
     * @param person for whom; of an alert, its key
     */
    record Request(String kind, String person, long asked, long answered) {}

    private final Collection<Request> acknowledged = new ConcurrentLinkedQueue<>();
    private long forgotten;

    void acknowledged(String kind, String person, long asked) {
        acknowledged.add(new Request(kind, person, asked, System.nanoTime()));
    }

    List<Request> all() {
        return new ArrayList<>(acknowledged);
    }

    /** A backup was restored that began then: it need not know of what was answered afterwards. */
    void restored(long began) {
        long before = acknowledged.size();
        acknowledged.removeIf(request -> request.answered() >= began);
        forgotten += before - acknowledged.size();
    }

    int size() {
        return acknowledged.size();
    }

    long forgotten() {
        return forgotten;
    }
}
