package io.postern.accountlinks.reset;

import io.postern.accountlinks.AccountLinkProperties;
import io.postern.accountlinks.LinkLetterWriter;
import io.postern.accountlinks.LinkPurpose;
import io.postern.accountlinks.LinkTokens;
import io.postern.accountlinks.UserMailKind;
import io.postern.audit.Audited;
import io.postern.audit.AuditedTogether;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.ratelimit.RateLimiter;
import io.postern.users.User;
import io.postern.users.Users;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The mail with a reset link. */
@Component
public class ResetMail implements MailKind {

    private final Users users;
    private final LinkLetterWriter links;
    private final LinkTokens tokens;
    private final RateLimiter rateLimiter;
    private final AccountLinkProperties properties;
    private final ApplicationEventPublisher events;

    ResetMail(
            Users users,
            LinkLetterWriter links,
            LinkTokens tokens,
            RateLimiter rateLimiter,
            AccountLinkProperties properties,
            ApplicationEventPublisher events) {
        this.users = users;
        this.links = links;
        this.tokens = tokens;
        this.rateLimiter = rateLimiter;
        this.properties = properties;
        this.events = events;
    }

    @Override
    public String name() {
        return "password-reset";
    }

    @Override
    public Priority priority() {
        return Priority.REQUEST;
    }

    @Override
    public Duration lifetime() {
        return properties.requestLifetime();
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        Map<Long, User> users = usersOf(batch);
        Set<Long> refused = count(batch.stream()
                .filter(mail -> mail.reference() != null)
                .flatMap(mail -> Stream.ofNullable(users.get(mail.id())).map(user -> new Request(mail, user)))
                .toList());
        return links.inBatch(LinkPurpose.RESET, properties.tokenLifetime(), letters -> batch.stream()
                .collect(Collectors.toMap(QueuedMail::id, mail -> {
                    User user = users.get(mail.id());
                    if (user == null) {
                        return new ComposedMail.Dropped(DropReason.NO_SUCH_USER);
                    }
                    return refused.contains(mail.id())
                            ? new ComposedMail.Dropped(UserMailKind.recipient(user), DropReason.LIMIT)
                            : letters.write(user, mail);
                })));
    }

    /** A user asked for a reset, or an administrator did for them. */
    private record Request(QueuedMail mail, User user) implements Audited {

        @Override
        public String action() {
            return "accountlinks.audit.requested";
        }

        @Override
        public String subject() {
            return user.username();
        }

        @Override
        public Optional<String> client() {
            return Optional.ofNullable(mail.origin()).map(QueuedMail.Origin::address);
        }
    }

    /** Counts the requests against the limit of each account and audits those within it; returns those beyond it. */
    private Set<Long> count(List<Request> requests) {
        Iterator<Boolean> counted = rateLimiter
                .tryAcquireAll(
                        requests.stream()
                                .map(each -> "reset-mail:" + each.user().id())
                                .toList(),
                        properties.mailsPerAccount(),
                        properties.window())
                .iterator();
        List<Request> refused =
                requests.stream().filter(each -> !counted.next()).toList();
        events.publishEvent(new AuditedTogether(
                requests.stream().filter(each -> !refused.contains(each)).toList()));
        return refused.stream().map(each -> each.mail().id()).collect(Collectors.toSet());
    }

    @Override
    public Map<Long, Recipient> recipients(List<QueuedMail> mails) {
        return usersOf(mails).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, known -> UserMailKind.recipient(known.getValue())));
    }

    @Override
    public void accepted(List<QueuedMail> mails) {
        tokens.revokeOlder(LinkPurpose.RESET, mails);
    }

    /** The users of mails by the mail's number. They are known already, or looked up by what was typed. */
    private Map<Long, User> usersOf(List<QueuedMail> batch) {
        Map<UUID, User> known = users.byIds(
                batch.stream().map(QueuedMail::user).filter(Objects::nonNull).toList());
        Map<String, User> typed = users.byIdentifiers(batch.stream()
                .filter(mail -> mail.user() == null)
                .map(QueuedMail::reference)
                .filter(Objects::nonNull)
                .toList());
        Map<Long, User> users = new HashMap<>();
        for (QueuedMail mail : batch) {
            User user = mail.user() == null ? typed.get(mail.reference()) : known.get(mail.user());
            if (user != null) {
                users.put(mail.id(), user);
            }
        }
        return users;
    }
}
