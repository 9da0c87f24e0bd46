package io.postern.users;

import io.postern.web.NotFound;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All accounts. {@link UserChanges} changes their data. Every change publishes its event inside its transaction. Without such a user,
 * it throws {@link NotFound}.
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

    public User existing(UUID id) {
        return byId(id).orElseThrow(NotFound::new);
    }

    /** Those of the users who exist. */
    public Map<UUID, User> byIds(Collection<UUID> ids) {
        return repository.findAllById(ids).stream().collect(Collectors.toMap(User::id, Function.identity()));
    }

    /** The user with this username or address. The whole of it is compared, in canonical form. */
    public Optional<User> byIdentifier(String typed) {
        return Optional.ofNullable(byIdentifiers(List.of(typed)).get(typed));
    }

    /** {@link #byIdentifier} for many at once, by what was typed. */
    public Map<String, User> byIdentifiers(Collection<String> typed) {
        Map<String, UUID> owners = identifiers.owners(typed);
        // For a name that nobody has, the same queries run: so a refused sign-in takes equally long for every name.
        Map<UUID, User> known = byIds(owners.isEmpty() ? Set.of(NOBODY) : Set.copyOf(owners.values()));
        return owners.entrySet().stream()
                .filter(owner -> known.containsKey(owner.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, owner -> known.get(owner.getValue())));
    }

    /** All enabled users in one of the roles, by username. */
    public List<User> enabled(Role... roles) {
        return repository.findByRoleInAndDisabledFalseOrderByUsername(List.of(roles));
    }

    /** The current principal for a session of this user; empty when the user is gone or disabled. */
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

    /** Like {@link #create}, with a password that {@link #encode} encoded. */
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
     * @throws LastAdministratorException when nobody could administer any more
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
     * Removes a user for good. Other rooms hear the event and delete what they hold about the user.
     *
     * @throws LastAdministratorException when nobody could administer any more
     */
    @Transactional
    public void delete(UUID id) {
        administrators.requireAnotherThan(id);
        User user = repository.existing(id);
        repository.delete(user);
        repository.flush();
        events.publishEvent(new UserEvent.Deleted(id, user.username()));
    }

    /** Gives a user a new password, checked by {@link PasswordRules} and encoded by {@link #encode}. Ends all their sessions. */
    @Transactional
    public void changePasswordHash(UUID id, String encoded) {
        User user = repository.existing(id);
        boolean first = user.isPending();
        user.changePassword(encoded);
        repository.saveAndFlush(user);
        events.publishEvent(new UserEvent.PasswordChanged(id, user.username(), first));
    }

    /**
     * Like {@link #changePasswordHash}, for a user who typed the present password.
     *
     * @param read the user as read before the password was compared
     * @return false when password, role or right to sign in have changed since: who knew the old password no longer decides
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
     * Locks a user until the caller's transaction ends. Others who change or delete the user wait.
     *
     * @return false when the user was changed or deleted since it was read
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

    /**
     * Notes that an invitation went out to the user now.
     *
     * @param expires when its link ends; null if it was ended, so that nobody was invited
     */
    @Transactional
    public void recordInvitation(UUID id, @Nullable Instant expires) {
        jdbc.sql("update users set invited_at = ?, invitation_expires_at = ? where id = ?")
                .param(expires == null ? null : Timestamp.from(clock.instant()))
                .param(expires == null ? null : Timestamp.from(expires))
                .param(id)
                .update();
    }

    /** Takes tens of milliseconds and 19 MiB. Throws {@link HashingBusy} if many wait for their turn. */
    public String encode(String raw) {
        return Objects.requireNonNull(passwords.encode(raw));
    }

    /**
     * Notes that the user signed in now.
     *
     * @param read the user as read before the password was compared
     * @return false when password, role or right to sign in have changed since; then nothing is noted
     */
    @Transactional
    public boolean recordSignIn(User read) {
        return jdbc.sql("update users set last_sign_in_at = ? where id = ? and credential_version = ?")
                        .params(Timestamp.from(clock.instant()), read.id(), read.credentialVersion())
                        .update()
                == 1;
    }
}
