package io.postern.users;

import io.postern.web.NotFound;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All accounts; what is said about one changes by {@link UserChanges}. Every change publishes its event inside its transaction.
 * Changes of a user who does not exist answer with {@link NotFound}.
 */
@Component
public class Users {

    private static final UUID NOBODY = new UUID(0, 0);

    private final UserRepository repository;
    private final UserIdentifiers identifiers;
    private final Administrators administrators;
    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Users(
            UserRepository repository,
            UserIdentifiers identifiers,
            Administrators administrators,
            JdbcClient jdbc,
            PasswordEncoder passwords,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.identifiers = identifiers;
        this.administrators = administrators;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    public Optional<User> byId(UUID id) {
        return repository.findById(id);
    }

    /** Those of the users who exist. */
    public Map<UUID, User> byIds(Collection<UUID> ids) {
        return repository.findAllById(ids).stream().collect(Collectors.toMap(User::id, Function.identity()));
    }

    /** Whoever has this username or this address, compared exactly in canonical form. */
    public Optional<User> byIdentifier(String typed) {
        return Optional.ofNullable(byIdentifiers(List.of(typed)).get(typed));
    }

    /** {@link #byIdentifier} of many at once, each under what was typed. */
    public Map<String, User> byIdentifiers(Collection<String> typed) {
        Map<String, UUID> owners = identifiers.owners(typed);
        // A name that nobody has costs the same queries: a refused sign-in takes as long with it as with any other.
        Map<UUID, User> known = byIds(owners.isEmpty() ? Set.of(NOBODY) : Set.copyOf(owners.values()));
        return owners.entrySet().stream()
                .filter(owner -> known.containsKey(owner.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, owner -> known.get(owner.getValue())));
    }

    /** All enabled users in one of the roles, by username. */
    public List<User> enabled(Role... roles) {
        return repository.findByRoleInAndDisabledFalseOrderByUsername(List.of(roles));
    }

    /** The principal that a session of this user has as of now; empty when the user is gone or disabled. */
    public Optional<SignedInUser> signedIn(UUID id) {
        return repository.findById(id).filter(user -> !user.isDisabled()).map(SignedInUser::of);
    }

    /**
     * Adds a user without a password.
     *
     * @throws IdentifierTaken when the username or address is somebody's
     */
    @Transactional
    public User create(UserData data) {
        return create(new User(UUID.randomUUID(), data, clock.instant()), data);
    }

    /** Like {@link #create}, for somebody who chose a password already, as {@link #encode} made of it. */
    @Transactional
    public User createWithPassword(UserData data, String encoded) {
        User user = new User(UUID.randomUUID(), data, clock.instant());
        user.changePassword(encoded);
        return create(user, data);
    }

    private User create(User user, UserData data) {
        User stored = repository.saveAndFlush(user);
        identifiers.claim(stored.id(), data);
        events.publishEvent(
                new UserEvent.Created(stored.id(), stored.username(), stored.role(), stored.isPending(), false));
        return stored;
    }

    /**
     * Ends a user's sessions, and refuses further sign-ins.
     *
     * @throws LastAdministratorException when nobody would be left to administer
     */
    @Transactional
    public void disable(UUID id) {
        administrators.requireAnotherThan(id);
        User user = repository.existing(id);
        if (!user.isDisabled()) {
            user.disable();
            repository.saveAndFlush(user);
            events.publishEvent(new UserEvent.Disabled(id, user.username()));
        }
    }

    @Transactional
    public void enable(UUID id) {
        User user = repository.existing(id);
        if (user.isDisabled()) {
            user.enable();
            repository.saveAndFlush(user);
            events.publishEvent(new UserEvent.Enabled(id, user.username()));
        }
    }

    /**
     * Removes a user for good; what other rooms hold about them goes by the event.
     *
     * @throws LastAdministratorException when nobody would be left to administer
     */
    @Transactional
    public void delete(UUID id) {
        administrators.requireAnotherThan(id);
        User user = repository.existing(id);
        repository.delete(user);
        repository.flush();
        events.publishEvent(new UserEvent.Deleted(id, user.username()));
    }

    /** Gives a user a new password, as {@link #encode} made of one that {@link PasswordRules} accept; ends all their sessions. */
    @Transactional
    public void changePasswordHash(UUID id, String encoded) {
        User user = repository.existing(id);
        boolean first = user.isPending();
        user.changePassword(encoded);
        repository.saveAndFlush(user);
        events.publishEvent(new UserEvent.PasswordChanged(id, user.username(), first));
    }

    /**
     * Like {@link #changePasswordHash}, for somebody who proved to know the present password.
     *
     * @param read as it was before that was compared
     * @return false when the password, the role or the right to sign in was changed since: whoever knew the old one no longer decides
     */
    @Transactional
    public boolean replacePasswordHash(User read, String encoded) {
        if (repository.existing(read.id()).credentialVersion() != read.credentialVersion()) {
            return false;
        }
        changePasswordHash(read.id(), encoded);
        return true;
    }

    /**
     * Keeps a user as it was read until the caller's transaction ends; others who would change or delete it wait.
     *
     * @return false when it was changed or deleted since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lockUnchanged(User read) {
        return jdbc.sql("select version from users where id = ? for update")
                .param(read.id())
                .query(Long.class)
                .optional()
                .filter(version -> version == read.version())
                .isPresent();
    }

    /** Takes tens of milliseconds and 19 MiB; throws {@link HashingBusy} rather than wait long for its turn. */
    public String encode(String raw) {
        return Objects.requireNonNull(passwords.encode(raw));
    }

    /**
     * Notes that the user signed in now.
     *
     * @param read as it was when the password was compared
     * @return false when the password, the role or the right to sign in was changed since; then nothing was noted
     */
    @Transactional
    public boolean recordSignIn(User read) {
        return jdbc.sql("update users set last_sign_in_at = ? where id = ? and credential_version = ?")
                        .params(Timestamp.from(clock.instant()), read.id(), read.credentialVersion())
                        .update()
                == 1;
    }
}
