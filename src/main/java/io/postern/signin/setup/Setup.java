package io.postern.signin.setup;

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
     * Sets the installation up, unless it is.
     *
     * @return false when it is set up already, or was by somebody else at the same time; then nothing changed
     * @throws io.postern.users.IdentifierTaken when the name is taken, which the mark of being set up makes all but impossible
     */
    @Transactional
    public boolean complete(UserData administrator, String encodedPassword, @Nullable URI publicUrl) {
        if (!installation.markSetUp(publicUrl)) {
            return false;
        }
        User user = users.createWithPassword(administrator, encodedPassword);
        events.publishEvent(new InstallationSetUp(user.username()));
        return true;
    }
}
