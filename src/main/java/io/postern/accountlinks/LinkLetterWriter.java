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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the letters with a link: mints its token and puts it behind the public address. */
@Component
public class LinkLetterWriter {

    private final LinkTokens tokens;
    private final Installation installation;
    private final MailOrigins origins;
    private final MessageSource messages;

    LinkLetterWriter(LinkTokens tokens, Installation installation, MailOrigins origins, MessageSource messages) {
        this.tokens = tokens;
        this.installation = installation;
        this.origins = origins;
        this.messages = messages;
    }

    /**
     * Writes the letters of a batch in the caller's transaction. All links are stored in one statement; one for each would cost more than
     * the rest.
     *
     * @param work writes each with {@link Letters}
     */
    public <T> T inBatch(LinkPurpose purpose, Duration lifetime, Function<Letters, T> work) {
        Letters letters = new Letters(purpose, lifetime);
        T written = work.apply(letters);
        tokens.store(letters.minted);
        return written;
    }

    /** The letters of one batch. */
    public final class Letters {

        private final LinkPurpose purpose;
        private final Duration lifetime;
        private final List<LinkTokens.Minted> minted = new ArrayList<>();

        private Letters(LinkPurpose purpose, Duration lifetime) {
            this.purpose = purpose;
            this.lifetime = lifetime;
        }

        /** A letter to the stored address of the user, or why there is none. */
        public ComposedMail write(User user, QueuedMail mail) {
            return user.email()
                    .map(address -> write(user, address, mail))
                    .orElseGet(() -> new ComposedMail.Dropped(
                            UserMailKind.recipient(user),
                            user.isDisabled() ? DropReason.DISABLED : DropReason.NO_ADDRESS));
        }

        /** The same to an address that is to become the user's. */
        public ComposedMail write(User user, EmailAddress address, QueuedMail mail) {
            Recipient recipient = UserMailKind.recipient(user);
            if (user.isDisabled()) {
                return new ComposedMail.Dropped(recipient, DropReason.DISABLED);
            }
            LinkTokens.Minted link = tokens.mint(purpose, user, mail.id(), lifetime);
            minted.add(link);
            return new ComposedMail.Written(recipient, address, letter(user, mail, link.token()));
        }

        private Letter letter(User user, QueuedMail mail, String token) {
            InstallationSettings settings = installation.recent();
            URI link = settings.link(purpose.path() + "?token=" + token).orElseThrow();
            String name = settings.name();
            Locale language = user.language().orElse(settings.defaultLanguage());
            LinkTexts texts = new LinkTexts(language);
            DurationText spoken = DurationText.of(lifetime);
            String validity = texts.text("accountlinks.mail.lifetime", texts.text(spoken.messageKey(), spoken.count()));
            return new Letter(
                    language,
                    new Letter.Opening(
                            texts.text(purpose.messageKey("mail.subject"), name),
                            validity,
                            texts.text("accountlinks.mail.greeting", user.displayName())),
                    List.of(texts.text(purpose.messageKey("mail.text"), name, user.username())),
                    // An invited person has done nothing yet that the mail could name.
                    purpose == LinkPurpose.INVITATION ? List.of() : origins.details(mail, language),
                    new Letter.Action(texts.text(purpose.messageKey("mail.action")), link),
                    List.of(validity, texts.text(purpose.messageKey("mail.not-you"))));
        }
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
