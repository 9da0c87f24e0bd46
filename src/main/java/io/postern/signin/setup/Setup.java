package io.postern.signin.setup;

import io.postern.audit.AuditEntry;
import io.postern.installation.Installation;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.Users;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates the first administrator, once and for all instances together. */
@Component
class Setup {

    private final Installation installation;
    private final Users users;
    private final ApplicationEventPublisher events;

    Setup(Installation installation, Users users, ApplicationEventPublisher events) {
        this.installation = installation;
        this.users = users;
        this.events = events;
    }

    /**
     * Sets the installation up, unless it is set up already.
     *
     * @return false when somebody set it up before, perhaps at the same moment; then nothing changed
     * @throws io.postern.users.IdentifierTaken when the name is taken
     */
    @Transactional
    public boolean complete(UserData administrator, String encodedPassword, @Nullable URI publicUrl) {
        if (!installation.markSetUp(publicUrl)) {
            return false;
        }
        User user = users.createWithPassword(administrator, encodedPassword);
        events.publishEvent(new AuditEntry("signin.audit.set-up", user.username()));
        return true;
    }
}
