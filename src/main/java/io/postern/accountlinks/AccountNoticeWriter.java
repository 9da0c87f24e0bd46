package io.postern.accountlinks;

import io.postern.installation.Installation;
import io.postern.mail.Letter;
import io.postern.users.User;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes letters about what happened to an account. They hold no link. */
@Component
public class AccountNoticeWriter {

    private final Installation installation;
    private final MessageSource messages;

    AccountNoticeWriter(Installation installation, MessageSource messages) {
        this.installation = installation;
        this.messages = messages;
    }

    /**
     * Writes a notice.
     *
     * @param text takes the name of the installation and the username
     */
    public Letter letter(User user, String subject, String text, String notYou) {
        String name = installation.current().name();
        Locale language = user.language().orElse(installation.current().defaultLanguage());
        return new Letter(
                language,
                messages.getMessage(subject, new Object[] {name}, language),
                messages.getMessage("accountlinks.mail.greeting", new Object[] {user.displayName()}, language),
                List.of(messages.getMessage(text, new Object[] {name, user.username()}, language)),
                null,
                List.of(messages.getMessage(notYou, null, language)));
    }
}
