package io.postern.accountlinks;

import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.mail.Letter;
import io.postern.mail.QueuedMail;
import io.postern.users.User;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes letters about what happened to an account. Their link leads to a page and carries no token. */
@Component
public class AccountNoticeWriter {

    private final Installation installation;
    private final MailOrigins origins;
    private final MessageSource messages;

    AccountNoticeWriter(Installation installation, MailOrigins origins, MessageSource messages) {
        this.installation = installation;
        this.origins = origins;
        this.messages = messages;
    }

    /**
     * Writes a notice.
     *
     * @param keys how the keys of its texts begin: of {@code subject}, {@code text}, {@code action} and {@code not-you}
     * @param path of the page where the user can do something about it
     */
    public Letter letter(User user, QueuedMail mail, String keys, String path) {
        return write(user, mail, keys, keys, path);
    }

    /**
     * Writes a notice of one of several things that can happen.
     *
     * @param keys how the keys of {@code action} and {@code not-you} begin, which all of them share
     * @param what what follows them in the keys of {@code subject} and {@code text}
     * @param path of the page where the user can do something about it
     */
    public Letter letter(User user, QueuedMail mail, String keys, String what, String path) {
        return write(user, mail, keys, keys + what + ".", path);
    }

    private Letter write(User user, QueuedMail mail, String keys, String newsKeys, String path) {
        InstallationSettings settings = installation.recent();
        String name = settings.name();
        Locale language = user.language().orElse(settings.defaultLanguage());
        String notYou = text(language, keys + "not-you");
        return new Letter(
                language,
                new Letter.Opening(
                        text(language, newsKeys + "subject", name),
                        notYou,
                        text(language, "accountlinks.mail.greeting", user.displayName())),
                List.of(text(language, newsKeys + "text", name, user.username())),
                origins.details(mail, language),
                new Letter.Action(
                        text(language, keys + "action"), settings.link(path).orElseThrow()),
                List.of(notYou));
    }

    private String text(Locale language, String key, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
