package io.postern.users;

import io.postern.net.EmailAddress;
import io.postern.web.NotFound;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the data of a user. Every change publishes its events inside its transaction. Without such a user, it throws
 * {@link NotFound}.
 */
@Component
public class UserChanges {

    private final UserRepository repository;
    private final UserIdentifiers identifiers;
    private final Administrators administrators;
    private final ApplicationEventPublisher events;

    UserChanges(
            UserRepository repository,
            UserIdentifiers identifiers,
            Administrators administrators,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.identifiers = identifiers;
        this.administrators = administrators;
        this.events = events;
    }

    /**
     * Replaces the data of a user, unless it has changed since the caller read it.
     *
     * @param seen the version that the caller read; null overwrites any
     * @return false when somebody else was faster and nothing was changed
     * @throws IdentifierTaken when the username or address is somebody else's
     * @throws LastAdministratorException when nobody could administer any more
     */
    @Transactional
    public boolean change(UUID id, UserData to, @Nullable Long seen) {
        if (to.role() != Role.ADMINISTRATOR) {
            administrators.requireAnotherThan(id);
        }
        User user = repository.existing(id);
        if (seen != null && seen != user.version()) {
            return false;
        }
        apply(user, to);
        return true;
    }

    /**
     * Gives a user the address that was confirmed.
     *
     * @throws IdentifierTaken when it is somebody else's
     */
    @Transactional
    public void changeAddress(UUID id, EmailAddress address) {
        User user = repository.existing(id);
        UserData before = user.data();
        apply(user, new UserData(before.username(), address, before.displayName(), before.role(), before.language()));
    }

    /**
     * Gives a user another role.
     *
     * @throws LastAdministratorException when nobody could administer any more
     */
    @Transactional
    public void changeRole(UUID id, Role role) {
        if (role != Role.ADMINISTRATOR) {
            administrators.requireAnotherThan(id);
        }
        User user = repository.existing(id);
        UserData before = user.data();
        apply(user, new UserData(before.username(), before.email(), before.displayName(), role, before.language()));
    }

    /**
     * Notes that the factors of a user changed. Ends all their sessions.
     *
     * @param me the user as of the present request
     * @param second whether the user has a second factor now
     * @return the user; empty when password, role, factors or right to sign in have changed since, and nothing was noted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<User> changeFactors(SignedInUser me, boolean second) {
        return repository.existing(me.id()).credentialVersion() == me.credentialVersion()
                ? Optional.of(changeFactors(me.id(), second))
                : Optional.empty();
    }

    /** The same for another account, in whatever state it is. Returns the user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public User changeFactors(UUID id, boolean second) {
        User user = repository.existing(id);
        user.changeFactors(second);
        return repository.saveAndFlush(user);
    }

    private void apply(User user, UserData to) {
        UUID id = user.id();
        UserData before = user.data();
        user.change(to);
        repository.saveAndFlush(user);
        identifiers.claim(id, to);
        Map<String, String> changes = before.changesTo(to);
        if (!changes.isEmpty()) {
            events.publishEvent(new UserEvent.Changed(id, user.username(), changes, before.isPromotedBy(user.data())));
        }
        if (!Objects.equals(before.email(), to.email())) {
            events.publishEvent(
                    new UserEvent.AddressChanged(id, user.username(), text(before.email()), text(to.email())));
        }
    }

    /** Changes what users may change about themselves. */
    @Transactional
    public User describe(UUID id, String displayName, @Nullable Locale language) {
        return describe(repository.existing(id), displayName, language);
    }

    /** Changes only the language, and so keeps what somebody else changes at the same moment. */
    @Transactional
    public User speak(UUID id, Locale language) {
        User user = repository.existing(id);
        return describe(user, user.displayName(), language);
    }

    private User describe(User user, String displayName, @Nullable Locale language) {
        UserData before = user.data();
        user.change(new UserData(before.username(), before.email(), displayName, before.role(), language));
        Map<String, String> changes = before.changesTo(user.data());
        if (!changes.isEmpty()) {
            repository.saveAndFlush(user);
            events.publishEvent(
                    new UserEvent.Changed(user.id(), user.username(), changes, before.isPromotedBy(user.data())));
        }
        return user;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
