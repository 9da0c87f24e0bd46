package io.postern.mail.diagnosis;

import static io.postern.mail.diagnosis.RetryClass.CONFIGURATION;
import static io.postern.mail.diagnosis.RetryClass.RECIPIENT;
import static io.postern.mail.diagnosis.RetryClass.TEMPORARY;

import io.postern.mail.account.Credentials;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All problems of sending. Pages, the delivery log, the API and metrics use their codes. */
public enum SmtpProblem {
    APP_PASSWORD_NEEDED(CONFIGURATION),
    MS_SMTP_AUTH_DISABLED(CONFIGURATION),
    MS_BASIC_AUTH_DISABLED(CONFIGURATION, QuickFix.OAUTH2),
    MS_SECURITY_DEFAULTS(CONFIGURATION),
    MS_BASIC_AUTH_RETIRED(CONFIGURATION, QuickFix.PRESET_WITH_OAUTH2),
    MS_OAUTH_NOT_PERMITTED(CONFIGURATION),
    NO_PASSWORD_MECHANISM(CONFIGURATION),
    SENDER_NOT_OWNED(CONFIGURATION, QuickFix.FROM_IS_USERNAME),
    SENDER_DOMAIN_NOT_ALLOWED(CONFIGURATION, QuickFix.FROM_IS_USERNAME),
    IMPLICIT_TLS_ON_PLAIN_PORT(CONFIGURATION, QuickFix.STARTTLS_587),
    PLAIN_ON_IMPLICIT_TLS_PORT(CONFIGURATION, QuickFix.IMPLICIT_TLS),
    STARTTLS_NEEDED(CONFIGURATION, QuickFix.SSL_ON),
    STARTTLS_NOT_OFFERED(CONFIGURATION, QuickFix.IMPLICIT_TLS_465),
    CERTIFICATE_UNTRUSTED(CONFIGURATION, QuickFix.TRUST_CA),
    CERTIFICATE_NAME_MISMATCH(CONFIGURATION, QuickFix.HOST_FROM_CERTIFICATE),
    CERTIFICATE_NOT_VALID_NOW(CONFIGURATION),
    /** No issuer would help: the certificate has a weak key or an old signature, or is not meant for servers. */
    CERTIFICATE_UNSUITABLE(CONFIGURATION),
    TLS_TOO_OLD(CONFIGURATION),
    TLS_HANDSHAKE_REFUSED(CONFIGURATION),
    /** The server lets in only clients that present a certificate of their own. */
    CLIENT_CERTIFICATE_DEMANDED(CONFIGURATION),
    HOST_UNKNOWN(CONFIGURATION),
    /** Nobody answered whether the name exists. */
    DNS_UNAVAILABLE(CONFIGURATION),
    CONNECTION_REFUSED(CONFIGURATION, QuickFix.STARTTLS_587, QuickFix.IMPLICIT_TLS_465),
    CONNECT_TIMEOUT(CONFIGURATION, QuickFix.STARTTLS_587, QuickFix.PORT_2525),
    IPV6_BROKEN(CONFIGURATION),
    EHLO_NOT_FQDN(CONFIGURATION, QuickFix.EHLO_FROM_PUBLIC_ADDRESS),
    EHLO_UNRESOLVABLE(CONFIGURATION, QuickFix.EHLO_FROM_PUBLIC_ADDRESS),
    RELAY_NOT_REGISTERED(CONFIGURATION, QuickFix.EHLO_FROM_PUBLIC_ADDRESS),
    RELAY_EHLO_REFUSED(CONFIGURATION, QuickFix.EHLO_FROM_PUBLIC_ADDRESS),
    RELAY_DENIED(CONFIGURATION, QuickFix.AUTHENTICATE_587),
    AUTHENTICATION_REQUIRED(CONFIGURATION, QuickFix.AUTHENTICATION_ON),
    MS_CONNECTOR_MISMATCH(CONFIGURATION),
    NO_COMMON_AUTH_MECHANISM(CONFIGURATION, QuickFix.SSL_ON),
    PASSWORD_MISSING(CONFIGURATION),
    TOO_MANY_CONNECTIONS(TEMPORARY, QuickFix.CONNECTIONS_2),
    LOGIN_THROTTLED(CONFIGURATION),
    QUOTA_EXCEEDED(TEMPORARY),
    RATE_LIMITED(TEMPORARY, QuickFix.RATE_LIMIT),
    IDENTITY_UNVERIFIED(CONFIGURATION),
    CREDENTIALS_REJECTED(CONFIGURATION),
    /** The server can't check the sign-in now. */
    AUTH_DEFERRED(TEMPORARY),
    SENDER_UNVERIFIED(CONFIGURATION),
    /** The provider lets the account send nothing: it is suspended, on trial or not yet activated. */
    ACCOUNT_RESTRICTED(CONFIGURATION),
    SENDER_AUTHENTICATION_FAILED(CONFIGURATION),
    RECIPIENT_UNKNOWN(RECIPIENT),
    GREYLISTED(TEMPORARY),
    MESSAGE_TOO_LARGE(RECIPIENT),
    MAILBOX_FULL(RECIPIENT),
    OAUTH_SECRET_INVALID(CONFIGURATION),
    OAUTH_SECRET_EXPIRED(CONFIGURATION),
    OAUTH_CLIENT_UNKNOWN(CONFIGURATION),
    OAUTH_GRANT_REVOKED(CONFIGURATION),
    /** A policy of the organisation blocks the sign-in. Consenting again does not help. */
    OAUTH_CONDITIONAL_ACCESS(CONFIGURATION),
    /** The application is registered, but not in the tenant that was asked. */
    OAUTH_SERVICE_PRINCIPAL_MISSING(CONFIGURATION),
    /** A page for people came in place of a token: from a proxy, a portal or a sign-in page. */
    OAUTH_ANSWERED_BY_PAGE(CONFIGURATION),
    /** The mail server refuses a token of the authorization server: the account lacks a right, not a password. */
    OAUTH_TOKEN_REJECTED(CONFIGURATION),
    /** The authorization server can't be reached or is in trouble. The settings may be right. */
    OAUTH_UNREACHABLE(TEMPORARY),

    ADDRESS_REFUSED(CONFIGURATION),
    NOT_SMTP(CONFIGURATION),
    GREETING_REFUSED(CONFIGURATION),
    /** The server wants no mail from this machine's address, from no sender and to no recipient. */
    CLIENT_BLOCKED(CONFIGURATION),
    SERVER_SILENT(TEMPORARY),
    DEADLINE_EXCEEDED(TEMPORARY),
    CONNECTION_LOST(TEMPORARY),
    REPLY_TOO_LONG(TEMPORARY),
    AUTH_NOT_OFFERED(CONFIGURATION, QuickFix.SSL_ON, QuickFix.AUTHENTICATE_587),
    SENDER_REFUSED(CONFIGURATION, QuickFix.FROM_IS_USERNAME),
    RECIPIENT_REFUSED(RECIPIENT),
    RECIPIENT_DEFERRED(TEMPORARY),
    MESSAGE_REFUSED(RECIPIENT),
    MESSAGE_DEFERRED(TEMPORARY),
    DEFAULT_CREDENTIALS_MISSING(CONFIGURATION),
    KERBEROS_FAILED(CONFIGURATION),
    SECRET_UNREADABLE(CONFIGURATION),
    OAUTH_FAILED(CONFIGURATION),
    /** The person who ran a test cancelled it. */
    CANCELLED(TEMPORARY),
    UNEXPECTED(TEMPORARY);

    private static final Set<SmtpProblem> TEMPORARY_IF_4YZ = EnumSet.of(
            GREETING_REFUSED,
            CLIENT_BLOCKED,
            STARTTLS_NOT_OFFERED,
            SENDER_REFUSED,
            SENDER_AUTHENTICATION_FAILED,
            RECIPIENT_UNKNOWN,
            MAILBOX_FULL,
            MESSAGE_TOO_LARGE);

    /** Those whose advice would speak of a password otherwise. */
    private static final Set<SmtpProblem> OTHERWISE_WITH_OAUTH =
            EnumSet.of(AUTH_NOT_OFFERED, NO_COMMON_AUTH_MECHANISM, MS_SECURITY_DEFAULTS);

    /** Those whose advice would be to sign in otherwise. */
    private static final Set<SmtpProblem> OTHERWISE_SIGNED_IN =
            EnumSet.of(RELAY_DENIED, AUTHENTICATION_REQUIRED, CLIENT_BLOCKED, RECIPIENT_REFUSED);

    private final RetryClass retry;
    private final @Nullable QuickFix likeliest;
    private final @Nullable QuickFix other;

    SmtpProblem(RetryClass retry) {
        this(retry, null, null);
    }

    SmtpProblem(RetryClass retry, QuickFix quickFix) {
        this(retry, quickFix, null);
    }

    SmtpProblem(RetryClass retry, @Nullable QuickFix likeliest, @Nullable QuickFix other) {
        this.retry = retry;
        this.likeliest = likeliest;
        this.other = other;
    }

    /** The stable code, such as {@code starttls-not-offered}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SmtpProblem> byCode(@Nullable String code) {
        return Stream.of(values())
                .filter(problem -> problem.code().equals(code))
                .findFirst();
    }

    /** The usual class. The reply's code may say otherwise: see {@link SendOutcome.Failure}. */
    public RetryClass retry() {
        return retry;
    }

    /** The class after this reply: a server that says 4yz asks for another attempt, also where the problem is usually final. */
    public RetryClass retry(@Nullable String reply) {
        return isOnlyForNow(reply) ? TEMPORARY : retry;
    }

    private boolean isOnlyForNow(@Nullable String reply) {
        return reply != null && reply.startsWith("4") && TEMPORARY_IF_4YZ.contains(this);
    }

    /** What may help, the likeliest first. Some change nothing in some forms. */
    public List<QuickFix> quickFixes() {
        return Stream.of(likeliestQuickFix(), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The likeliest of {@link #quickFixes()}. */
    public Optional<QuickFix> likeliestQuickFix() {
        return Optional.ofNullable(likeliest);
    }

    /** Message key of what happened and why. */
    public String causeKey() {
        return "mail.diagnosis.problem." + code() + ".cause";
    }

    /**
     * Message key of what to do next.
     *
     * @param reply what the server said, or null
     * @param signIn how the account signs in
     */
    public String adviceKey(@Nullable String reply, Class<? extends Credentials> signIn) {
        String key = "mail.diagnosis.problem." + code() + ".advice";
        if (isOnlyForNow(reply)) {
            return key + "-for-now";
        }
        if (signIn == Credentials.OAuth2.class && OTHERWISE_WITH_OAUTH.contains(this)) {
            return key + "-oauth";
        }
        return signIn != Credentials.None.class && OTHERWISE_SIGNED_IN.contains(this) ? key + "-signed-in" : key;
    }
}
