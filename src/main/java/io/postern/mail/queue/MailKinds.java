package io.postern.mail.queue;

import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of mail that the features brought, by name. */
@Component
public class MailKinds {

    private final Map<String, MailKind> byName;

    MailKinds(List<MailKind> kinds) {
        byName = kinds.stream().collect(Collectors.toUnmodifiableMap(MailKind::name, Function.identity()));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public MailKind of(QueuedMail mail) {
        return named(mail.kind())
                .orElseThrow(() -> new IllegalStateException("no kind of mail is named " + mail.kind()));
    }

    /** Whom mails of several kinds are for, by {@link MailKind#recipients}. */
    public Map<Long, Recipient> recipients(List<QueuedMail> mails) {
        Map<Long, Recipient> recipients = new HashMap<>();
        mails.stream().collect(Collectors.groupingBy(QueuedMail::kind)).forEach((name, batch) -> named(name)
                .ifPresent(kind -> recipients.putAll(kind.recipients(batch))));
        return recipients;
    }

    /** Empty for a row that an older or a newer version wrote. */
    public Optional<MailKind> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
