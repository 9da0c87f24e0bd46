package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.settings.MailSettings;

/**
 * The page of a mail server: Settings &gt; Mail for the primary, and a page of its own for each backup.
 *
 * @param stored its settings, or those of a backup that is being added
 */
record MailServerPage(MailSettings stored) {

    /** What the addresses of the page begin with. */
    public String path() {
        return stored.isNew() ? MailPaths.NEW_SERVER : MailPaths.server(stored.id());
    }

    public boolean isPrimary() {
        return stored.isPrimary();
    }

    public boolean isNew() {
        return stored.isNew();
    }

    public String name() {
        return stored.name();
    }
}
