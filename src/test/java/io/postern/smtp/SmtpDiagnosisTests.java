package io.postern.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpDiagnosisTests {

    static Stream<Arguments> repliesOfTheField() {
        return Stream.of(
                arguments(
                        1,
                        Stage.AUTHENTICATE,
                        "app-password-needed",
                        """
                        535-5.7.8 Username and Password not accepted. For more information, go to
                        535 5.7.8  https://support.google.com/mail/?p=BadCredentials ffacd0b85a97d-3 - gsmtp"""),
                arguments(
                        2,
                        Stage.AUTHENTICATE,
                        "app-password-needed",
                        """
                        534-5.7.9 Application-specific password required. For more information, go to
                        534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp"""),
                arguments(
                        3,
                        Stage.AUTHENTICATE,
                        "ms-smtp-auth-disabled",
                        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."),
                arguments(
                        3,
                        Stage.AUTHENTICATE,
                        "ms-smtp-auth-disabled",
                        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."),
                arguments(
                        4,
                        Stage.AUTHENTICATE,
                        "ms-basic-auth-disabled",
                        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM0PR]"),
                arguments(
                        5,
                        Stage.AUTHENTICATE,
                        "ms-security-defaults",
                        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated"),
                arguments(
                        5,
                        Stage.AUTHENTICATE,
                        "ms-security-defaults",
                        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy."),
                arguments(
                        6,
                        Stage.AUTHENTICATE,
                        "ms-basic-auth-retired",
                        "550 5.7.30 Basic authentication is not supported for Client Submission."),
                arguments(
                        9,
                        Stage.DATA,
                        "sender-not-owned",
                        "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
                arguments(
                        9,
                        Stage.DATA,
                        "sender-not-owned",
                        "554 5.2.252 SendAsDenied; a@x.example not allowed to send as b@x.example"),
                arguments(9, Stage.SENDER, "sender-not-owned", "553 Mail from must equal authorized user"),
                arguments(
                        9,
                        Stage.RECIPIENT,
                        "sender-not-owned",
                        "553 5.7.1 <a@x.example>: Sender address rejected: not owned by user b@x.example"),
                arguments(10, Stage.SENDER, "sender-domain-not-allowed", "550 Sender address is not allowed."),
                arguments(13, Stage.SENDER, "starttls-needed", "530 5.7.0 Must issue a STARTTLS command first."),
                arguments(
                        24,
                        Stage.RECIPIENT,
                        "ehlo-not-fqdn",
                        "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname"),
                arguments(24, Stage.EHLO, "ehlo-not-fqdn", "501 Syntactically invalid HELO argument(s)"),
                arguments(
                        25,
                        Stage.RECIPIENT,
                        "ehlo-unresolvable",
                        "450 4.7.1 <container>: Helo command rejected: Host not found"),
                arguments(
                        26,
                        Stage.SENDER,
                        "relay-not-registered",
                        """
                        550-5.7.1 Invalid credentials for relay [192.0.2.1]. The IP address you've
                        550 5.7.1 registered in your Workspace SMTP Relay service doesn't match"""),
                arguments(
                        27, Stage.EHLO, "relay-ehlo-refused", "421 4.7.0 Try again later, closing connection. (EHLO)"),
                arguments(28, Stage.RECIPIENT, "relay-denied", "554 5.7.1 <a@b.example>: Relay access denied"),
                arguments(28, Stage.RECIPIENT, "relay-denied", "550 5.7.1 Unable to relay"),
                arguments(
                        28,
                        Stage.RECIPIENT,
                        "relay-denied",
                        "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
                arguments(
                        29,
                        Stage.SENDER,
                        "authentication-required",
                        "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM"),
                arguments(29, Stage.SENDER, "authentication-required", "530 Authentication required"),
                arguments(
                        30,
                        Stage.RECIPIENT,
                        "ms-connector-mismatch",
                        "550 5.7.64 TenantAttribution; Relay Access Denied"),
                arguments(
                        31,
                        Stage.AUTHENTICATE,
                        "no-common-auth-mechanism",
                        "504 5.7.4 Unrecognized authentication type"),
                arguments(
                        33,
                        Stage.SENDER,
                        "too-many-connections",
                        "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded, Concurrent connections limit exceeded"),
                arguments(
                        34,
                        Stage.AUTHENTICATE,
                        "login-throttled",
                        "454 4.7.0 Too many login attempts, please try again later. - gsmtp"),
                arguments(35, Stage.DATA, "quota-exceeded", "550 5.4.5 Daily user sending limit exceeded."),
                arguments(35, Stage.SENDER, "quota-exceeded", "451 Authentication failed: Maximum credits exceeded"),
                arguments(36, Stage.DATA, "rate-limited", "454 Throttling failure: Maximum sending rate exceeded."),
                arguments(
                        37,
                        Stage.DATA,
                        "identity-unverified",
                        """
                        554-Message rejected: Email address is not
                        554 verified. The following identities failed the check in region EU-WEST-1"""),
                arguments(38, Stage.AUTHENTICATE, "credentials-rejected", "535 Authentication Credentials Invalid"),
                arguments(
                        39,
                        Stage.DATA,
                        "sender-unverified",
                        "550 The from address does not match a verified Sender Identity. Mail cannot be sent"),
                arguments(
                        40,
                        Stage.DATA,
                        "sender-authentication-failed",
                        "550-5.7.26 Your email has been blocked because the sender is unauthenticated."),
                arguments(40, Stage.DATA, "sender-authentication-failed", "550 5.7.515 Access denied, sending domain"),
                arguments(
                        41,
                        Stage.RECIPIENT,
                        "recipient-unknown",
                        "550 5.1.1 <x@y.example>: Recipient address rejected"),
                arguments(42, Stage.RECIPIENT, "greylisted", "451 4.7.1 Greylisting in action, please come back later"),
                arguments(
                        42,
                        Stage.RECIPIENT,
                        "greylisted",
                        "450 4.7.1 <a@b.example>: Recipient address rejected: Greylisted"),
                arguments(43, Stage.DATA, "message-too-large", "552 5.3.4 Message size exceeds fixed limit"),
                arguments(43, Stage.DATA, "mailbox-full", "554 5.2.2 mailbox full"),
                // What no row knows is placed by its stage and its codes.
                arguments(0, Stage.GREETING, "greeting-refused", "554 No SMTP service here"),
                arguments(0, Stage.AUTHENTICATE, "credentials-rejected", "535 5.7.8 Error: authentication failed"),
                arguments(
                        0,
                        Stage.AUTHENTICATE,
                        "credentials-rejected",
                        "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect."),
                arguments(0, Stage.SENDER, "sender-refused", "550 5.1.8 no such sender"),
                arguments(0, Stage.RECIPIENT, "recipient-refused", "550 5.7.1 we don't like you"),
                arguments(0, Stage.RECIPIENT, "recipient-deferred", "451 4.3.0 try later"),
                arguments(0, Stage.DATA, "message-refused", "554 5.7.1 spam"),
                arguments(0, Stage.DATA, "message-deferred", "451 4.3.0 out of disk"));
    }

    @ParameterizedTest(name = "row {0}: {2}")
    @MethodSource("repliesOfTheField")
    void aReplyIsRecognised(int row, Stage stage, String code, String reply) {
        assertThat(problem(stage, reply, Set.of("PLAIN"), false).code()).isEqualTo(code);
        assertThat(problem(stage, reply.replace(" ", "  ").toUpperCase(Locale.ROOT), Set.of(), false)
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest(name = "row {0}: {2}")
    @MethodSource("whatIsThrown")
    void anExceptionIsRecognised(int row, Stage stage, String code, Throwable thrown) {
        Symptoms symptoms = new Symptoms(stage, null, thrown, 465, Encryption.STARTTLS, false, Set.of());

        assertThat(SmtpDiagnosis.of(symptoms, Lifeline.End.NONE, null).problem().code())
                .isEqualTo(code);
    }

    static Stream<Arguments> whatIsThrown() throws IOException {
        InetAddress six = InetAddress.getByName("2001:db8::1");
        InetAddress four = InetAddress.getByName("192.0.2.1");
        return Stream.of(
                arguments(
                        11,
                        Stage.TLS,
                        "implicit-tls-on-plain-port",
                        new SSLException("Unsupported or unrecognized SSL message")),
                arguments(
                        12,
                        Stage.GREETING,
                        "plain-on-implicit-tls-port",
                        read(new SocketTimeoutException("Read timed out"))),
                arguments(
                        12, Stage.GREETING, "plain-on-implicit-tls-port", new SmtpFailure(SmtpProblem.CONNECTION_LOST)),
                arguments(12, Stage.GREETING, "plain-on-implicit-tls-port", read(new ReplyStream.NotSmtp(true))),
                arguments(
                        14,
                        Stage.TLS,
                        "starttls-not-offered",
                        new MessagingException("STARTTLS is required but host does not support STARTTLS")),
                arguments(
                        15,
                        Stage.TLS,
                        "certificate-untrusted",
                        handshake("PKIX path building failed: unable to find …")),
                arguments(
                        16,
                        Stage.TLS,
                        "certificate-name-mismatch",
                        handshake("No subject alternative DNS name matching x")),
                arguments(16, Stage.TLS, "certificate-name-mismatch", handshake("Can't verify identity of server: x")),
                arguments(
                        17,
                        Stage.TLS,
                        "certificate-not-valid-now",
                        handshake("x", new CertificateExpiredException("NotAfter"))),
                arguments(
                        17,
                        Stage.TLS,
                        "certificate-not-valid-now",
                        handshake("x", new CertificateNotYetValidException())),
                arguments(18, Stage.TLS, "tls-too-old", handshake("No appropriate protocol (protocol is disabled)")),
                arguments(19, Stage.TLS, "tls-handshake-refused", handshake("Received fatal alert: handshake_failure")),
                arguments(20, Stage.RESOLVE, "host-unknown", new UnknownHostException("smpt.example")),
                arguments(
                        21,
                        Stage.CONNECT,
                        "connection-refused",
                        new Dialer.Unreachable(four, new ConnectException("Connection refused"))),
                arguments(
                        22,
                        Stage.CONNECT,
                        "connect-timeout",
                        new Dialer.Unreachable(four, new SocketTimeoutException("Connect timed out"))),
                arguments(
                        23,
                        Stage.CONNECT,
                        "ipv6-broken",
                        new Dialer.Unreachable(six, new SocketException("Network is unreachable"))),
                arguments(
                        23,
                        Stage.CONNECT,
                        "ipv6-broken",
                        new Dialer.Unreachable(six, new SocketTimeoutException("Connect timed out"))),
                arguments(
                        31,
                        Stage.AUTHENTICATE,
                        "no-common-auth-mechanism",
                        new AuthenticationFailedException(
                                "No authentication mechanisms supported by both server and client")),
                arguments(
                        32,
                        Stage.AUTHENTICATE,
                        "password-missing",
                        new AuthenticationFailedException("failed to connect, no password specified?")),
                arguments(
                        44,
                        Stage.AUTHORIZE,
                        "oauth-secret-invalid",
                        new IOException("AADSTS7000215: Invalid client secret")),
                arguments(
                        44,
                        Stage.AUTHORIZE,
                        "oauth-secret-expired",
                        new IOException("AADSTS7000222: keys are expired")),
                arguments(
                        45,
                        Stage.AUTHORIZE,
                        "oauth-client-unknown",
                        new IOException("AADSTS700016: Application not found")),
                arguments(
                        45, Stage.AUTHORIZE, "oauth-client-unknown", new IOException("AADSTS90002: Tenant not found")),
                arguments(46, Stage.AUTHORIZE, "oauth-grant-revoked", new IOException("invalid_grant")),
                arguments(0, Stage.GREETING, "not-smtp", read(new ReplyStream.NotSmtp(false))),
                arguments(0, Stage.EHLO, "server-silent", read(new SocketTimeoutException("Read timed out"))),
                arguments(0, Stage.DATA, "reply-too-long", read(new ReplyStream.TooLong())),
                arguments(0, Stage.SENDER, "connection-lost", read(new SocketException("Connection reset"))),
                arguments(0, Stage.TLS, "tls-handshake-refused", new SSLHandshakeException("something else")),
                arguments(0, Stage.TLS, "connection-lost", new EOFException()),
                arguments(0, Stage.DATA, "unexpected", new IllegalStateException()));
    }

    @ParameterizedTest
    @MethodSource("exchangeRefusals")
    void oneCodeOfExchangeHasTwoCauses(String code, Set<String> offered, boolean oauth) {
        assertThat(problem(Stage.AUTHENTICATE, "535 5.7.3 Authentication unsuccessful", offered, oauth)
                        .code())
                .isEqualTo(code);
    }

    static Stream<Arguments> exchangeRefusals() {
        return Stream.of(
                arguments("ms-oauth-not-permitted", Set.of("LOGIN", "XOAUTH2"), true),
                arguments("no-password-mechanism", Set.of("NTLM", "GSSAPI"), false),
                arguments("credentials-rejected", Set.of("LOGIN", "XOAUTH2"), false));
    }

    private static SmtpProblem problem(Stage stage, String text, Set<String> offered, boolean oauth) {
        Reply reply = Reply.of(Integer.parseInt(text.substring(0, 3)), text);
        MessagingException thrown = new MessagingException(text);
        Symptoms symptoms = new Symptoms(stage, reply, thrown, 587, Encryption.STARTTLS, oauth, offered);
        return SmtpDiagnosis.of(symptoms, Lifeline.End.NONE, null).problem();
    }

    private static MessagingException read(IOException cause) {
        return new MessagingException("Exception reading response", cause);
    }

    private static SSLHandshakeException handshake(String message) {
        return new SSLHandshakeException(message);
    }

    private static SSLHandshakeException handshake(String message, Throwable cause) {
        SSLHandshakeException exception = new SSLHandshakeException(message);
        exception.initCause(cause);
        return exception;
    }
}
