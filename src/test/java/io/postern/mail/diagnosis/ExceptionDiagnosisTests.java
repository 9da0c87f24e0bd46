package io.postern.mail.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.CertificateTrust;
import io.postern.outbound.Deadline;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the mail library, JSSE and the system throw, as the table of known failures has it. */
class ExceptionDiagnosisTests {

    @ParameterizedTest(name = "row {0}: {2}")
    @MethodSource("whatIsThrown")
    void anExceptionIsRecognised(int row, Stage stage, String code, Throwable thrown) {
        FailureContext context =
                new FailureContext(stage, null, thrown, 465, encryption(row), Credentials.Password.class, Set.of());

        assertThat(SmtpDiagnosis.of(context, Deadline.End.NONE, null).problem().code())
                .isEqualTo(code);
    }

    private static Encryption encryption(int row) {
        return row == 11 ? Encryption.IMPLICIT : Encryption.STARTTLS;
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
                arguments(12, Stage.GREETING, "plain-on-implicit-tls-port", read(new NotSmtp(true))),
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
                arguments(17, Stage.TLS, "certificate-unsuitable", handshake("x", refused("RSA 768 bit key used"))),
                arguments(15, Stage.TLS, "certificate-untrusted", handshake("x", refused("no trust anchor"))),
                arguments(18, Stage.TLS, "tls-too-old", handshake("No appropriate protocol (protocol is disabled)")),
                arguments(19, Stage.TLS, "tls-handshake-refused", handshake("Received fatal alert: handshake_failure")),
                arguments(
                        19,
                        Stage.EHLO,
                        "client-certificate-demanded",
                        handshake("Received fatal alert: certificate_required")),
                arguments(20, Stage.RESOLVE, "host-unknown", new UnknownHostException("smpt.example")),
                arguments(
                        21,
                        Stage.CONNECT,
                        "connection-refused",
                        new UnreachableCause(four, new ConnectException("Connection refused"))),
                arguments(
                        21,
                        Stage.CONNECT,
                        "connection-refused",
                        new UnreachableCause(four, new ConnectException("Verbindungsaufbau abgelehnt"))),
                arguments(
                        22,
                        Stage.CONNECT,
                        "connect-timeout",
                        new UnreachableCause(four, new NoRouteToHostException("Keine Route zum Zielrechner"))),
                arguments(0, Stage.SENDER, "connection-lost", read(new SocketException("Connection timed out"))),
                arguments(
                        22,
                        Stage.CONNECT,
                        "connect-timeout",
                        new UnreachableCause(four, new SocketTimeoutException("Connect timed out"))),
                arguments(
                        23,
                        Stage.CONNECT,
                        "ipv6-broken",
                        new UnreachableCause(six, new SocketException("Network is unreachable"))),
                arguments(
                        23,
                        Stage.CONNECT,
                        "ipv6-broken",
                        new UnreachableCause(six, new SocketTimeoutException("Connect timed out"))),
                arguments(
                        23,
                        Stage.CONNECT,
                        "ipv6-broken",
                        new UnreachableCause(six, new SocketException("Protocol family unavailable"))),
                arguments(
                        23,
                        Stage.CONNECT,
                        "ipv6-broken",
                        new UnreachableCause(six, new BindException("Cannot assign requested address"))),
                arguments(
                        22,
                        Stage.CONNECT,
                        "connect-timeout",
                        new UnreachableCause(four, new SocketException("Permission denied"))),
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
                arguments(0, Stage.GREETING, "not-smtp", read(new NotSmtp(false))),
                arguments(0, Stage.EHLO, "server-silent", read(new SocketTimeoutException("Read timed out"))),
                arguments(0, Stage.DATA, "reply-too-long", read(new ReplyTooLong())),
                arguments(0, Stage.SENDER, "connection-lost", read(new SocketException("Connection reset"))),
                arguments(0, Stage.TLS, "tls-handshake-refused", new SSLHandshakeException("something else")),
                arguments(
                        0,
                        Stage.TLS,
                        "tls-handshake-refused",
                        new SSLException("Unsupported or unrecognized SSL message")),
                arguments(0, Stage.TLS, "connection-lost", new EOFException()),
                arguments(0, Stage.DATA, "unexpected", new IllegalStateException()));
    }

    private static MessagingException read(IOException cause) {
        return new MessagingException("Exception reading response", cause);
    }

    private static CertificateTrust.RefusedChain refused(String reason) {
        return new CertificateTrust.RefusedChain(
                List.of(TestCertificates.authority()), new CertificateException(reason));
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
