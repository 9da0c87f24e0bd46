package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.test.LiveTestRegistry;
import io.postern.users.SignedInUser;
import io.postern.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Follows a running test, and cancels it. */
@Controller
class MailTestStreamController {

    private final LiveTestRegistry live;

    MailTestStreamController(LiveTestRegistry live) {
        this.live = live;
    }

    @GetMapping(
            path = {MailPaths.SETTINGS + "/test/{testId}", MailPaths.SERVER + "/test/{testId}"},
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            @PathVariable String testId,
            @AuthenticationPrincipal @Nullable SignedInUser reader,
            HttpServletResponse response) {
        // Otherwise nginx, by default, holds the stages back until it has some kilobytes.
        response.setHeader("X-Accel-Buffering", "no");
        return live.open(testId, reader).orElseThrow(NotFound::new).stream();
    }

    @PostMapping({MailPaths.SETTINGS + "/test/{testId}/cancel", MailPaths.SERVER + "/test/{testId}/cancel"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String testId, @AuthenticationPrincipal @Nullable SignedInUser reader) {
        live.cancel(testId, reader);
    }
}
