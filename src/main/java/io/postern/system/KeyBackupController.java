package io.postern.system;

import io.postern.audit.AuditEntry;
import io.postern.crypto.KeyBackup;
import io.postern.overview.OverviewPaths;
import io.postern.web.Redirects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button under “To do” that says that the key file has a copy. */
@Controller
class KeyBackupController {

    private final KeyBackup backup;
    private final ApplicationEventPublisher events;
    /** For a boundary within a method: a controller is no transaction. */
    private final TransactionTemplate transaction;

    KeyBackupController(KeyBackup backup, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.backup = backup;
        this.events = events;
        this.transaction = transaction;
    }

    @PostMapping(SystemPaths.KEY_BACKUP)
    ModelAndView confirm(RedirectAttributes redirect) {
        backup.missing()
                .ifPresent(file -> transaction.executeWithoutResult(status -> {
                    backup.confirm();
                    events.publishEvent(new AuditEntry("system.audit.key-backed-up", file.toString()));
                }));
        redirect.addFlashAttribute("flash", "system.flash.key-backed-up");
        return Redirects.to(OverviewPaths.OVERVIEW);
    }
}
