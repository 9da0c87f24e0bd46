package io.postern.mail.received;

import io.postern.mail.MailPaths;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** Checks a message that somebody received: on a page of its own, and from the box beside the test. */
@Controller
class ReceivedController {

    private static final String VIEW = "mail/received";

    private final ReceivedCheck check;

    ReceivedController(ReceivedCheck check) {
        this.check = check;
    }

    /** @param source the message as it was copied */
    record ReceivedForm(String source) {

        ReceivedForm(@Nullable String source) {
            this.source = source == null ? "" : source;
        }

        /** Without the message. */
        @Override
        public String toString() {
            return "ReceivedForm";
        }
    }

    @GetMapping(MailPaths.RECEIVED)
    ModelAndView open() {
        return new ModelAndView(VIEW, Map.of("received", new ReceivedForm("")));
    }

    @PostMapping(MailPaths.RECEIVED)
    ModelAndView check(
            @ModelAttribute("received") ReceivedForm form,
            BindingResult errors,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        String view = htmx == null ? VIEW : VIEW + " :: answer";
        ReceivedCheck.Outcome outcome = check.check(form.source());
        if (outcome instanceof ReceivedCheck.Report report) {
            return new ModelAndView(view, Map.of("report", report));
        }
        errors.rejectValue("source", ((ReceivedCheck.Refused) outcome).messageKey());
        return new ModelAndView(view, HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
