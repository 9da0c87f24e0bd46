package io.postern.mail.test;

import io.postern.installation.Installation;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.message.OutgoingMail;
import io.postern.net.EmailAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes the mail that a test sends. */
@Component
class MailTestMessage {

    private final MessageSource messages;
    private final ITemplateEngine templates;
    private final Installation installation;
    private final Clock clock;

    MailTestMessage(MessageSource messages, ITemplateEngine templates, Installation installation, Clock clock) {
        this.messages = messages;
        this.templates = templates;
        this.installation = installation;
        this.clock = clock;
    }

    OutgoingMail to(EmailAddress recipient, SmtpAccount account, Locale locale) {
        String name = installation.current().name();
        Context context = new Context(locale);
        context.setVariable("name", name);
        context.setVariable("host", account.host());
        return OutgoingMail.of(
                account.sender(),
                recipient,
                "<" + UUID.randomUUID() + "@" + account.sender().from().domain() + ">",
                clock.instant(),
                messages.getMessage("mail.settings.test-mail.subject", new Object[] {name}, locale),
                messages.getMessage("mail.settings.test-mail.text", new Object[] {name, account.host()}, locale),
                templates.process("mail/test-mail", context),
                null);
    }
}
