package io.postern.accountlinks;

import io.postern.audit.AuditEntry;
import io.postern.installation.Installation;
import io.postern.users.User;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reset links to be handed over in person while mail is down. */
@Component
class OneTimeLinks {

    private final LinkTokens tokens;
    private final Installation installation;
    private final AccountLinkProperties properties;
    private final ApplicationEventPublisher events;

    OneTimeLinks(
            LinkTokens tokens,
            Installation installation,
            AccountLinkProperties properties,
            ApplicationEventPublisher events) {
        this.tokens = tokens;
        this.installation = installation;
        this.properties = properties;
        this.events = events;
    }

    /** Makes a link for the user and returns its token, which exists nowhere else. */
    @Transactional
    public String make(User user) {
        LinkTokens.Minted link = tokens.mint(LinkPurpose.RESET, user, null, properties.tokenLifetime());
        tokens.store(List.of(link));
        events.publishEvent(new AuditEntry("accountlinks.audit.one-time-link", user.username()));
        return link.token();
    }

    /** The link with that token; only its path while there is no public address. */
    public String link(String token) {
        String path = LinkPurpose.RESET.path() + "?token=" + token;
        return installation.link(path).map(Object::toString).orElse(path);
    }

    /** Whether a token from anybody is one of the user's that still works. */
    public boolean isFor(User user, String token) {
        return tokens.find(LinkPurpose.RESET, token).filter(user.id()::equals).isPresent();
    }
}
