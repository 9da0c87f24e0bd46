package io.postern.mail;

import io.postern.audit.Audited;
import java.util.Map;

/**
 * The mail settings were saved; the next mail uses them.
 *
 * @param subject the host
 * @param details for each changed field its value before and after; of the password only that it was changed or removed
 */
public record MailSettingsChanged(String subject, Map<String, String> details) implements Audited {

    @Override
    public String action() {
        return "mail.settings.audit.changed";
    }
}
