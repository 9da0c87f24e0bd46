package io.postern.accountlinks;

import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.net.EmailAddress;
import io.postern.users.User;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the letters that carry a link: mints its token and puts it behind the public address. */
@Component
public class LinkLetterWriter {

    private final LinkTokens tokens;
    private final PendingLinks pendingLinks;
    private final Installation installation;
    private final MessageSource messages;

    LinkLetterWriter(LinkTokens tokens, PendingLinks pendingLinks, Installation installation, MessageSource messages) {
        this.tokens = tokens;
        this.pendingLinks = pendingLinks;
        this.installation = installation;
        this.messages = messages;
    }

    /** A letter to the stored address of the user, or why there is none. */
    public ComposedMail write(LinkPurpose purpose, User user, QueuedMail mail, Duration lifetime) {
        return user.email()
                .map(address -> write(purpose, user, address, mail, lifetime))
                .orElseGet(() -> new ComposedMail.Dropped(
                        UserMailKind.recipient(user), user.isDisabled() ? DropReason.DISABLED : DropReason.NO_ADDRESS));
    }

    /** The same to an address that is to become the user's. */
    public ComposedMail write(
            LinkPurpose purpose, User user, EmailAddress address, QueuedMail mail, Duration lifetime) {
        Recipient recipient = UserMailKind.recipient(user);
        if (user.isDisabled()) {
            return new ComposedMail.Dropped(recipient, DropReason.DISABLED);
        }
        LinkTokens.Minted minted = tokens.mint(purpose, user, mail.id(), lifetime);
        pendingLinks.add(minted);
        InstallationSettings settings = installation.recent();
        URI link = settings.link(purpose.path() + "?token=" + minted.token()).orElseThrow();
        return new ComposedMail.Written(recipient, address, letter(purpose, user, link, lifetime, settings));
    }

    private Letter letter(LinkPurpose purpose, User user, URI link, Duration lifetime, InstallationSettings settings) {
        String name = settings.name();
        Locale language = user.language().orElse(settings.defaultLanguage());
        LinkTexts texts = new LinkTexts(language);
        DurationText spoken = DurationText.of(lifetime);
        return new Letter(
                language,
                texts.text(purpose.messageKey("mail.subject"), name),
                texts.text("accountlinks.mail.greeting", user.displayName()),
                List.of(texts.text(purpose.messageKey("mail.text"), name, user.username())),
                new Letter.Action(texts.text(purpose.messageKey("mail.action")), link),
                List.of(
                        texts.text("accountlinks.mail.lifetime", texts.text(spoken.messageKey(), spoken.count())),
                        texts.text(purpose.messageKey("mail.not-you"))));
    }

    /** The messages in one language. */
    private final class LinkTexts {

        private final Locale language;

        LinkTexts(Locale language) {
            this.language = language;
        }

        String text(String key, Object... arguments) {
            return messages.getMessage(key, arguments, language);
        }
    }
}
