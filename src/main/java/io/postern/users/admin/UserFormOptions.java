package io.postern.users.admin;

import io.postern.users.Role;
import io.postern.web.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The options of select fields, in the reader's language. */
@Component
public class UserFormOptions {

    private final MessageSource messages;

    UserFormOptions(MessageSource messages) {
        this.messages = messages;
    }

    List<Option> roles(Locale locale) {
        return Arrays.stream(Role.values())
                .map(role -> new Option(role.name(), text(role.messageKey(), locale)))
                .toList();
    }

    public List<Option> languages(Locale locale) {
        return List.of(
                new Option("", text("users.language.browser", locale)),
                new Option("en", text("users.language.en", locale)),
                new Option("de", text("users.language.de", locale)));
    }

    List<Option> statuses(Locale locale) {
        return Arrays.stream(UserList.Status.values())
                .map(status -> new Option(status.name(), text(status.messageKey(), locale)))
                .toList();
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
