package io.postern.tryout;

import com.icegreen.greenmail.util.GreenMail;
import io.postern.web.Redirects;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Stops the try-out's mail server and starts it again, to see what Postern makes of that. */
@Controller
@TestComponent
class MailServerController {

    private final GreenMail server;

    MailServerController(GreenMail server) {
        this.server = server;
    }

    @PostMapping("/tryout/mail-server/stop")
    ModelAndView stop() {
        server.getSmtp().stopService();
        return Redirects.to("/tryout/mails");
    }

    @PostMapping("/tryout/mail-server/start")
    ModelAndView start() {
        if (!server.isRunning()) {
            server.start();
        }
        return Redirects.to("/tryout/mails");
    }
}
