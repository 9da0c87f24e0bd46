package io.postern.delivery;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of mail that the features brought, by name. */
@Component
class MailKinds {

    private final Map<String, MailKind> byName;

    MailKinds(List<MailKind> kinds) {
        byName = kinds.stream().collect(Collectors.toUnmodifiableMap(MailKind::name, Function.identity()));
    }

    MailKind of(QueuedMail mail) {
        return named(mail.kind());
    }

    MailKind named(String name) {
        MailKind kind = byName.get(name);
        if (kind == null) {
            throw new IllegalStateException("no kind of mail is named " + name);
        }
        return kind;
    }
}
