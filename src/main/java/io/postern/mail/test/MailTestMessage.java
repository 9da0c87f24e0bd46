package io.postern.mail.test;

import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.mail.Letter;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.message.LetterRenderer;
import io.postern.mail.message.MessageIds;
import io.postern.mail.message.OutgoingMail;
import io.postern.net.EmailAddress;
import io.postern.web.Times;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the mail that a test sends. It looks like any other, so that a test shows those too. */
@Component
class MailTestMessage {

    private final MessageSource messages;
    private final LetterRenderer renderer;
    private final MessageIds messageIds;
    private final Installation installation;
    private final Clock clock;

    MailTestMessage(
            MessageSource messages,
            LetterRenderer renderer,
            MessageIds messageIds,
            Installation installation,
            Clock clock) {
        this.messages = messages;
        this.renderer = renderer;
        this.messageIds = messageIds;
        this.installation = installation;
        this.clock = clock;
    }

    /**
     * Writes the mail of a test.
     *
     * @param arrived the link to say that it arrived, or null
     */
    OutgoingMail of(UUID test, EmailAddress recipient, SmtpAccount account, @Nullable URI arrived, Locale locale) {
        Instant now = clock.instant();
        return renderer.render(
                letter(account, arrived, locale, now),
                recipient,
                account.sender(),
                messageIds.create(test, account.sender().from().domain()),
                now);
    }

    private Letter letter(SmtpAccount account, @Nullable URI arrived, Locale locale, Instant now) {
        InstallationSettings settings = installation.current();
        String name = settings.name();
        ZoneId zone = settings.timeZone();
        String said = text(locale, "text", name, account.host());
        return new Letter(
                locale,
                new Letter.Opening(text(locale, "subject", name), said, text(locale, "greeting")),
                arrived == null ? List.of(said) : List.of(said, text(locale, "ask")),
                List.of(
                        new Letter.Detail(text(locale, "server"), account.host() + ":" + account.port()),
                        new Letter.Detail(text(locale, "time"), Times.writtenWithZone(now, locale, zone))),
                arrived == null ? null : new Letter.Action(text(locale, "arrived"), arrived),
                List.of());
    }

    private String text(Locale locale, String what, Object... arguments) {
        return messages.getMessage("mail.settings.test-mail." + what, arguments, locale);
    }
}
