package io.postern.tryout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The other end of the try-out's webhook, and a page of what came, the newest first. */
@Controller
@TestComponent
class ReceivedCallController {

    static final String PATH = "/tryout/calls";

    private static final int KEPT = 50;

    private final Deque<Received> calls = new ArrayDeque<>();

    /** A call. */
    record Received(String id, String body) {}

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@RequestHeader("webhook-id") String id, @RequestBody String body) {
        synchronized (calls) {
            calls.addFirst(new Received(id, body));
            if (calls.size() > KEPT) {
                calls.removeLast();
            }
        }
    }

    @GetMapping(PATH)
    String list(Model model) {
        synchronized (calls) {
            model.addAttribute("calls", List.copyOf(calls));
        }
        return "tryout/calls";
    }
}
