package io.postern.passwordreset;

import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.Letter;
import io.postern.delivery.QueuedMail;
import io.postern.installation.Installation;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells somebody that the password was changed, so that a stranger's change is noticed. It holds no link that could do harm. */
@Component
class PasswordChangedMail extends UserMail {

    private final Installation installation;
    private final MessageSource messages;

    PasswordChangedMail(Users users, Installation installation, MessageSource messages) {
        super(users);
        this.installation = installation;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "password-changed";
    }

    @Override
    Composition compose(User user, QueuedMail mail) {
        return user.email()
                .<Composition>map(address -> new Composition.Written(addressee(user), address, letter(user)))
                .orElse(new Composition.Dropped(addressee(user), DropReason.NO_ADDRESS));
    }

    private Letter letter(User user) {
        String name = installation.current().name();
        Locale language = user.language().orElse(installation.current().defaultLanguage());
        return new Letter(
                language,
                messages.getMessage("passwordreset.changed.mail.subject", new Object[] {name}, language),
                messages.getMessage("passwordreset.mail.greeting", new Object[] {user.displayName()}, language),
                List.of(messages.getMessage(
                        "passwordreset.changed.mail.text", new Object[] {name, user.username()}, language)),
                null,
                List.of(messages.getMessage("passwordreset.changed.mail.not-you", null, language)));
    }
}
