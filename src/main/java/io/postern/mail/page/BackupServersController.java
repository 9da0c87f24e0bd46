package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.queue.ServerHold;
import io.postern.mail.settings.BackupServers;
import io.postern.web.NotFound;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which backup servers there are, in which order, and which is used. */
@Controller
class BackupServersController {

    private final BackupServers backups;
    private final ServerHold holds;
    private final RecentSignIn recentSignIn;

    BackupServersController(BackupServers backups, ServerHold holds, RecentSignIn recentSignIn) {
        this.backups = backups;
        this.holds = holds;
        this.recentSignIn = recentSignIn;
    }

    @PostMapping(MailPaths.SERVER + "/delete")
    ModelAndView delete(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @RequestParam(defaultValue = "") String version,
            RedirectAttributes redirect) {
        refuseNew(server);
        recentSignIn.require(server.path());
        boolean deleted = backups.delete(server.stored(), version);
        tell(deleted ? "mail.settings.servers.deleted" : null, server, redirect);
        return Redirects.to(deleted ? MailPaths.SETTINGS : server.path());
    }

    /** @param back the page with the button */
    @PostMapping(MailPaths.SERVER + "/move")
    ModelAndView move(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @RequestParam(defaultValue = "") String direction,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = MailPaths.SETTINGS) String back,
            RedirectAttributes redirect) {
        refuseNew(server);
        if (!direction.equals("up") && !direction.equals("down")) {
            throw new NotFound();
        }
        recentSignIn.require(server.path());
        boolean moved = backups.move(server.stored(), direction.equals("up"), version);
        tell(moved ? "mail.settings.servers.moved" : null, server, redirect);
        return Redirects.back(back);
    }

    /** Lifts the hold of a server without waiting for a probe. */
    @PostMapping({MailPaths.SETTINGS + "/use", MailPaths.SERVER + "/use"})
    ModelAndView use(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            RedirectAttributes redirect) {
        refuseNew(server);
        if (holds.use(server.stored().id(), server.name())) {
            tell("mail.settings.servers.used", server, redirect);
        }
        return Redirects.to(server.path());
    }

    private static void refuseNew(MailServerPage server) {
        if (server.isNew()) {
            throw new NotFound();
        }
    }

    private static void tell(@Nullable String done, MailServerPage server, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                done == null ? "notice" : "flash", done == null ? "mail.settings.servers.stale" : done);
        redirect.addFlashAttribute("flashArgs", List.of(server.name()));
    }
}
