package io.postern.mail.test;

import io.postern.audit.Audited;
import java.util.Map;

/** A test mail was tried. */
record MailTested(String subject, Map<String, String> details) implements Audited {

    static MailTested of(String server, String recipient, String outcome) {
        return new MailTested(server, Map.of("recipient", recipient, "outcome", outcome));
    }

    @Override
    public String action() {
        return "mail.settings.audit.tested";
    }
}
