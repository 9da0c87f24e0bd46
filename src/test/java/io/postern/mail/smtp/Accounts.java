package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.account.OAuthClient;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.message.OutgoingMail;
import io.postern.net.EmailAddress;
import io.postern.net.Network;
import io.postern.outbound.Cancellation;
import io.postern.outbound.TargetPolicy;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds accounts, senders and mails for tests of this room. */
public final class Accounts {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    static final SmtpAccount.Sender SENDER =
            new SmtpAccount.Sender(new EmailAddress("postern@corp.example"), null, null, null);
    static final Duration LONG = Duration.ofSeconds(20);

    private final int port;
    private String host = "127.0.0.1";
    private Encryption encryption = Encryption.NONE;
    private Credentials credentials = new Credentials.None();
    private @Nullable String ehloName;
    private List<X509Certificate> trusted = List.of();
    private Duration connectTimeout = LONG;
    private Duration readTimeout = LONG;
    private Duration bound = LONG;
    private Clock clock = CLOCK;
    private TargetPolicy policy = new TargetPolicy(List.of());
    private HostConnector.@Nullable Resolver resolver;

    private Accounts(int port) {
        this.port = port;
    }

    public static Accounts at(ScriptedSmtpServer server) {
        return new Accounts(server.port());
    }

    static Accounts atPort(int port) {
        return new Accounts(port);
    }

    public Accounts host(String name) {
        host = name;
        return this;
    }

    public Accounts encrypted(Encryption how) {
        encryption = how;
        trusted = List.of(TestCertificates.authority());
        return this;
    }

    public Accounts trusting(X509Certificate... certificates) {
        trusted = List.of(certificates);
        return this;
    }

    public Accounts password(String password) {
        credentials = new Credentials.Password("mailer@corp.example", password);
        return this;
    }

    public Accounts oauth(OAuthClient client, OAuthGrant grant) {
        credentials = new Credentials.OAuth2("mailer@corp.example", client, grant);
        trusted = List.of(TestCertificates.authority());
        return this;
    }

    Accounts kerberos(Credentials.Kerberos identity) {
        credentials = identity;
        return this;
    }

    Accounts ehloName(String name) {
        ehloName = name;
        return this;
    }

    /** For tests in which the server says nothing. */
    public Accounts impatient() {
        readTimeout = Duration.ofMillis(300);
        return this;
    }

    /** For tests in which something other than the usual bounds has to end the waiting. */
    Accounts patient() {
        readTimeout = Duration.ofDays(1);
        return bound(readTimeout);
    }

    /** For tests in which nobody is there. */
    Accounts impatientToConnect() {
        connectTimeout = Duration.ofMillis(300);
        return this;
    }

    public Accounts bound(Duration whole) {
        bound = whole;
        return this;
    }

    public Accounts at(Clock other) {
        clock = other;
        return this;
    }

    public Accounts refusing(String... networks) {
        policy = new TargetPolicy(Stream.of(networks).map(Network::of).toList());
        return this;
    }

    Accounts resolvedBy(HostConnector.Resolver other) {
        resolver = other;
        return this;
    }

    SmtpAccount account() {
        return new SmtpAccount(
                host, port, encryption, credentials, SENDER, ehloName, trusted, connectTimeout, readTimeout);
    }

    public SmtpSender sender() {
        HostConnector.Resolver system = java.net.InetAddress::getAllByName;
        HostConnector connector = new HostConnector(resolver == null ? system : resolver, policy);
        return new SmtpSender(account(), connector, clock, bound, bound);
    }

    /** The outcome of a test, unobserved. */
    public SendOutcome test() {
        return sender().test(mail(), report -> {}, new Cancellation()).outcome();
    }

    public SendOutcome.Failure failure() {
        return ((SendOutcome.Failed) test()).failure();
    }

    public static OutgoingMail mail() {
        return mailTo("victim@corp.example");
    }

    static OutgoingMail mailTo(String recipient) {
        return OutgoingMail.of(
                SENDER,
                new EmailAddress(recipient),
                "<" + UUID.randomUUID() + "@corp.example>",
                Instant.parse("2026-11-24T11:59:00Z"),
                "Subject",
                "Text https://postern.corp.example/reset-password?token=abc",
                "<p>HTML https://postern.corp.example/reset-password?token=abc</p>",
                null);
    }

    static List<SendOutcome> deliver(SmtpSender sender, List<? extends MimeMessage> mails) {
        List<SendOutcome> outcomes = new ArrayList<>();
        sender.deliver(mails, any -> true, StageListener.NONE, (mail, outcome) -> outcomes.add(outcome));
        return outcomes;
    }

    /** What became of one mail. */
    public static SendOutcome outcome(SmtpSender sender) {
        return deliver(sender, List.of(mail())).get(0);
    }

    /** As a resolver answers: addresses, or the reason why there are none, which has spaces. */
    static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            if (literals[i].contains(" ")) {
                throw new UnknownHostException(literals[i]);
            }
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }
}
