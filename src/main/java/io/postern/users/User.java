package io.postern.users;

import io.postern.net.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account. Other rooms only read it; {@link Users} and {@link UserChanges} change it. */
@Entity
@Table(name = "users")
public class User {

    @Id
    private UUID id;

    private String username = "";
    private @Nullable String email;
    private String displayName = "";

    @Enumerated(EnumType.STRING)
    private Role role = Role.USER;

    private @Nullable String language;
    private @Nullable String passwordHash;
    private int credentialVersion;
    private int linkVersion;
    private boolean disabled;

    private boolean secondFactor;

    @Column(updatable = false)
    private Instant createdAt = Instant.EPOCH;

    /** Has its own update statement, so that a sign-in does not make an open form stale. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastSignInAt;

    /** Have their own update statement, too. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant invitedAt;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant invitationExpiresAt;

    /** Only queries read this and the next two. */
    String searchText = "";

    boolean pending = true;
    boolean reachable;

    @Version
    private long version;

    protected User() {}

    User(UUID id, UserData data, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        describe(data);
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    /** Where mail for this user goes; empty for somebody who can't get any. */
    public Optional<EmailAddress> email() {
        return Optional.ofNullable(email).map(EmailAddress::new);
    }

    public String displayName() {
        return displayName;
    }

    public Role role() {
        return role;
    }

    /** The user's own choice; empty to follow the browser, and in mails the installation. */
    public Optional<Locale> language() {
        return Optional.ofNullable(language).map(Locale::forLanguageTag);
    }

    /** Empty while an invitation is pending. */
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** Grows with everything that ends the user's sessions. */
    public int credentialVersion() {
        return credentialVersion;
    }

    /** Grows with everything that ends the links that were made for the user. */
    public int linkVersion() {
        return linkVersion;
    }

    public boolean isDisabled() {
        return disabled;
    }

    /** Whether a sign-in by password goes on with a second factor. */
    public boolean hasSecondFactor() {
        return secondFactor;
    }

    /** Whether the user never chose a password. */
    public boolean isPending() {
        return passwordHash == null;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> lastSignInAt() {
        return Optional.ofNullable(lastSignInAt);
    }

    /** When the newest invitation went out whose link was not ended since, except by time. */
    public Optional<Instant> invitedAt() {
        return Optional.ofNullable(invitedAt);
    }

    public Optional<Instant> invitationExpiresAt() {
        return Optional.ofNullable(invitationExpiresAt);
    }

    public long version() {
        return version;
    }

    public UserData data() {
        return new UserData(
                username, email().orElse(null), displayName, role, language().orElse(null));
    }

    /** Changes what an administrator edits. A new role ends the sessions, a new address the links. */
    void change(UserData to) {
        if (role != to.role()) {
            credentialVersion++;
        }
        if (!email().equals(Optional.ofNullable(to.email()))) {
            linkVersion++;
        }
        describe(to);
    }

    void disable() {
        disabled = true;
        credentialVersion++;
        linkVersion++;
    }

    void enable() {
        disabled = false;
    }

    void changePassword(String encoded) {
        passwordHash = encoded;
        pending = false;
        credentialVersion++;
        linkVersion++;
    }

    void changeFactors(boolean second) {
        secondFactor = second;
        credentialVersion++;
    }

    private void describe(UserData data) {
        username = data.username();
        email = data.email() == null ? null : data.email().value();
        displayName = data.displayName();
        role = data.role();
        language = data.language() == null ? null : data.language().toLanguageTag();
        reachable = email != null;
        searchText = data.searchText();
    }
}
