package io.postern.mail.arrival;

import io.postern.mail.MailPaths;
import io.postern.mail.smtp.StageListener.State;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Tells an open page whether the mail of its test arrived. */
@Controller
class ArrivalStageController {

    private final Arrivals arrivals;

    ArrivalStageController(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /** Without content while nothing changed. */
    @GetMapping(MailPaths.ARRIVAL)
    @Nullable
    ModelAndView stage(@RequestParam UUID test, HttpServletResponse response) {
        ArrivalStage stage = arrivals.stage(test).orElseGet(ArrivalStage::linkEnded);
        if (stage.state() == State.PENDING) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return new ModelAndView("mail/arrival :: stage", Map.of("arrival", stage));
    }
}
