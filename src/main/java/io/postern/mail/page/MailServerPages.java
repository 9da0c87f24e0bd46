package io.postern.mail.page;

import io.postern.mail.domain.FromDomains;
import io.postern.mail.settings.BackupServers;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.web.NotFound;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Which server a request is about: its address says it. Puts the {@link MailServerPage} into the model of this package's controllers. */
@ControllerAdvice(basePackageClasses = MailServerPages.class)
class MailServerPages {

    static final String ATTRIBUTE = "mailServer";

    private final MailSettingsRepository repository;
    private final BackupServers backups;
    private final FromDomains fromDomains;

    MailServerPages(MailSettingsRepository repository, BackupServers backups, FromDomains fromDomains) {
        this.repository = repository;
        this.backups = backups;
        this.fromDomains = fromDomains;
    }

    /** For the card of the From domain, which asks it only where it is shown. */
    @ModelAttribute("fromDomains")
    FromDomains fromDomains() {
        return fromDomains;
    }

    @ModelAttribute(ATTRIBUTE)
    MailServerPage at(@PathVariable(name = "server", required = false) @Nullable String server) {
        if (server == null) {
            return new MailServerPage(repository.stored());
        }
        if (server.equals("new")) {
            return new MailServerPage(backups.next());
        }
        return backup(server).map(MailServerPage::new).orElseThrow(NotFound::new);
    }

    /** The page of a stored server. */
    Optional<MailServerPage> find(short server) {
        return repository.findById(server).map(MailServerPage::new);
    }

    /** The primary has its page elsewhere. */
    private Optional<MailSettings> backup(String server) {
        return server.matches("[1-9]\\d{0,3}")
                ? repository.findById(Short.valueOf(server)).filter(stored -> !stored.isPrimary())
                : Optional.empty();
    }
}
