package io.postern.mail.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.outbound.Deadline;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers say, as the table of known failures has it; row 0 is what no row matches, classified by its stage and its codes. */
class RefusalDiagnosisTests {

    /** {@code ⏎} is the end of a line of the reply. */
    @ParameterizedTest(name = "row {0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
             1 | AUTHENTICATE | app-password-needed          | 535-5.7.8 Username and Password not accepted. For more information, go to ⏎ 535 5.7.8  https://support.google.com/mail/?p=BadCredentials ffacd0b85a97d-3 - gsmtp
             2 | AUTHENTICATE | app-password-needed          | 534-5.7.9 Application-specific password required. For more information, go to ⏎ 534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp
             3 | AUTHENTICATE | ms-smtp-auth-disabled        | 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.
             3 | AUTHENTICATE | ms-smtp-auth-disabled        | 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.
             4 | AUTHENTICATE | ms-basic-auth-disabled       | 535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM0PR]
             5 | AUTHENTICATE | ms-security-defaults         | 535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated
             5 | AUTHENTICATE | ms-security-defaults         | 535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.
             6 | AUTHENTICATE | ms-basic-auth-retired        | 550 5.7.30 Basic authentication is not supported for Client Submission.
             9 | DATA         | sender-not-owned             | 550 5.7.60 SMTP; Client does not have permissions to send as this sender
             9 | DATA         | sender-not-owned             | 554 5.2.252 SendAsDenied; a@x.example not allowed to send as b@x.example
             9 | SENDER       | sender-not-owned             | 553 Mail from must equal authorized user
             9 | RECIPIENT    | sender-not-owned             | 553 5.7.1 <a@x.example>: Sender address rejected: not owned by user b@x.example
             9 | RECIPIENT    | sender-not-owned             | 550 Sender address boss@corp.test does not belong to mailer@corp.test
             9 | SENDER       | sender-not-owned             | 530 Sender rejected
            10 | SENDER       | sender-domain-not-allowed    | 550 Sender address is not allowed.
            13 | SENDER       | starttls-needed              | 530 5.7.0 Must issue a STARTTLS command first.
            24 | RECIPIENT    | ehlo-not-fqdn                | 504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname
            24 | EHLO         | ehlo-not-fqdn                | 501 Syntactically invalid HELO argument(s)
            25 | RECIPIENT    | ehlo-unresolvable            | 450 4.7.1 <container>: Helo command rejected: Host not found
            26 | SENDER       | relay-not-registered         | 550-5.7.1 Invalid credentials for relay [192.0.2.1]. The IP address you've ⏎ 550 5.7.1 registered in your Workspace SMTP Relay service doesn't match
            27 | EHLO         | relay-ehlo-refused           | 421 4.7.0 Try again later, closing connection. (EHLO)
            28 | RECIPIENT    | relay-denied                 | 554 5.7.1 <a@b.example>: Relay access denied
            28 | RECIPIENT    | relay-denied                 | 454 4.7.1 <a@b.example>: Relay access denied
            28 | RECIPIENT    | relay-denied                 | 550 5.7.1 Unable to relay
            28 | RECIPIENT    | relay-denied                 | 550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain
            29 | SENDER       | authentication-required      | 530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM
            29 | SENDER       | authentication-required      | 530 Authentication required
            29 | RECIPIENT    | authentication-required      | 553 5.7.1 <mailer@corp.test>: Sender address rejected: not logged in
            28 | RECIPIENT    | relay-denied                 | 554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied
             0 | RECIPIENT    | sender-refused               | 550 5.7.1 <a@b.example>: Sender address rejected: Access denied
             0 | RECIPIENT    | sender-refused               | 450 4.1.8 <a@b.example>: Sender address rejected: Domain not found
            42 | RECIPIENT    | greylisted                   | 450 4.7.1 <a@b.example>: Sender address rejected: Greylisted
             0 | RECIPIENT    | sender-refused               | 550-Verification failed for <a@b.example> ⏎ 550-Unrouteable address ⏎ 550 Sender verify failed
            41 | RECIPIENT    | recipient-unknown            | 550 Unrouteable address
            28 | RECIPIENT    | relay-denied                 | 550 relay not permitted
            29 | SENDER       | authentication-required      | 530 5.5.1 Invalid command: Must issue an AUTH command first
             0 | RECIPIENT    | recipient-unknown            | 550 Invalid recipient: <nobody@corp.test>
            30 | RECIPIENT    | ms-connector-mismatch        | 550 5.7.64 TenantAttribution; Relay Access Denied
            31 | AUTHENTICATE | no-common-auth-mechanism     | 504 5.7.4 Unrecognized authentication type
            33 | SENDER       | too-many-connections         | 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded, Concurrent connections limit exceeded
             0 | AUTHENTICATE | auth-deferred                | 432 4.7.12 A password transition is needed
             0 | SENDER       | message-deferred             | 452 4.3.1 Insufficient system storage
             0 | SENDER       | message-deferred             | 421 4.7.0 Too many messages on this connection
             0 | SENDER       | sender-refused               | 451 4.1.8 Domain of sender address does not resolve
            34 | AUTHENTICATE | login-throttled              | 454 4.7.0 Too many login attempts, please try again later. - gsmtp
            35 | DATA         | quota-exceeded               | 550 5.4.5 Daily user sending limit exceeded.
            35 | SENDER       | quota-exceeded               | 451 Authentication failed: Maximum credits exceeded
            36 | DATA         | rate-limited                 | 454 Throttling failure: Maximum sending rate exceeded.
            37 | DATA         | identity-unverified          | 554-Message rejected: Email address is not ⏎ 554 verified. The following identities failed the check in region EU-WEST-1
            38 | AUTHENTICATE | credentials-rejected         | 535 Authentication Credentials Invalid
            39 | DATA         | sender-unverified            | 550 The from address does not match a verified Sender Identity. Mail cannot be sent
            40 | DATA         | sender-authentication-failed | 550-5.7.26 Your email has been blocked because the sender is unauthenticated.
            40 | DATA         | sender-authentication-failed | 550 5.7.515 Access denied, sending domain
            41 | RECIPIENT    | recipient-unknown            | 550 5.1.1 <x@y.example>: Recipient address rejected
            42 | RECIPIENT    | greylisted                   | 451 4.7.1 Greylisting in action, please come back later
            42 | RECIPIENT    | greylisted                   | 450 4.7.1 <a@b.example>: Recipient address rejected: Greylisted
            43 | DATA         | message-too-large            | 552 5.3.4 Message size exceeds fixed limit
            43 | DATA         | mailbox-full                 | 554 5.2.2 mailbox full
             0 | GREETING     | greeting-refused             | 554 No SMTP service here
             0 | GREETING     | too-many-connections         | 421 Too many concurrent SMTP connections; please try again later
             0 | EHLO         | greeting-refused             | 421 4.3.2 Service overloaded, try again later
             0 | GREETING     | client-blocked               | 554 mx.example Your access to this mail system has been rejected: you are on our blacklist
             0 | SENDER       | client-blocked               | 550 5.7.1 Mail from IP 198.51.100.7 was rejected due to listing in Spamhaus PBL
             0 | RECIPIENT    | client-blocked               | 554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org
             0 | RECIPIENT    | client-blocked               | 550 5.7.606 Access denied, banned sending IP [198.51.100.7]
             0 | RECIPIENT    | client-blocked               | 450 4.7.25 Client host rejected: cannot find your hostname, [198.51.100.7]
             0 | DATA         | client-blocked               | 550-5.7.25 [198.51.100.7] The IP address sending this message does not have a PTR record ⏎ 550-5.7.25 setup
             0 | RECIPIENT    | relay-denied                 | 554 5.7.1 <host[198.51.100.7]>: Client host rejected: Access denied
             0 | RECIPIENT    | sender-refused               | 550 5.7.1 <a@b.example>: Sender address rejected: on our blacklist
             0 | DATA         | message-refused              | 554 5.7.1 Message contains a link listed by Spamhaus DBL
             0 | DATA         | message-too-large            | 552 Too much mail data
             0 | RECIPIENT    | mailbox-full                 | 552 Requested mail action aborted: exceeded storage allocation
             6 | AUTHENTICATE | ms-basic-auth-retired        | 550 5.7.30 No more of this
             9 | DATA         | sender-not-owned             | 550 5.7.1 Client does not have permissions to send as this sender
             9 | DATA         | sender-not-owned             | 554 Access denied: User `arn:aws:iam::1:user/postern' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:x'
             9 | RECIPIENT    | sender-not-owned             | 553 Relaying disallowed as boss@corp.test
             9 | SENDER       | sender-not-owned             | 550 5.7.0 From address is not one of your addresses.
            10 | DATA         | sender-domain-not-allowed    | 550 5.7.750 Service unavailable. Client blocked from sending from unregistered domain
             0 | DATA         | account-restricted           | 554 Message rejected: Sending suspended for this account.
             0 | DATA         | account-restricted           | 550 5.7.705 Access denied, tenant has exceeded threshold
             0 | DATA         | account-restricted           | 550 5.1.8 Access denied, bad outbound sender
             0 | SENDER       | account-restricted           | 502 5.7.0 Your SMTP account is not yet activated
             0 | RECIPIENT    | account-restricted           | 421 Domain mg.corp.test is not allowed to send: free accounts are for test purposes only
             0 | RECIPIENT    | recipient-refused            | 550 5.2.1 The email account that you tried to reach is disabled
             0 | GREETING     | not-smtp                     | 530 Service unavailable for hosts like yours
             0 | EHLO         | not-smtp                     | 530 Please login with USER and PASS.
            24 | EHLO         | ehlo-not-fqdn                | 501 5.5.4 Invalid domain name
            24 | RECIPIENT    | ehlo-not-fqdn                | 550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)
            24 | RECIPIENT    | ehlo-not-fqdn                | 550 5.7.1 <x>: Helo command rejected: Do not use my name
            26 | AUTHENTICATE | relay-not-registered         | 525 5.7.1 Unauthorized IP address
            28 | RECIPIENT    | relay-denied                 | 553 Relaying disallowed
            28 | RECIPIENT    | relay-denied                 | 550 I cannot deliver mail for {x@y.example}
            29 | SENDER       | authentication-required      | 550 Unauthenticated senders not allowed
            29 | RECIPIENT    | authentication-required      | 550 SMTP AUTH is required for message submission on port 587
            29 | SENDER       | authentication-required      | 502 5.7.0 Please authenticate first
            31 | AUTHENTICATE | no-common-auth-mechanism     | 503 AUTH command used when not advertised
            33 | GREETING     | too-many-connections         | 421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel
            33 | GREETING     | too-many-connections         | 421 4.3.2 All server ports are busy
            35 | RECIPIENT    | quota-exceeded               | 550 Domain corp.test has exceeded the max emails per hour (150/150 (100%)) allowed. Message discarded.
            35 | DATA         | quota-exceeded               | 450 Requested mail action not taken: mailbox unavailable Mail send limit exceeded
            35 | DATA         | quota-exceeded               | 550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit for sending email to external recipients
            36 | SENDER       | rate-limited                 | 421 4.4.2 Message submission rate for this client has exceeded the configured limit
            36 | SENDER       | rate-limited                 | 450 4.7.1 Error: too much mail from 198.51.100.7
            36 | DATA         | rate-limited                 | 450 4.2.1 Peak SMTP relay limit exceeded for customer.
            39 | DATA         | sender-unverified            | 550 5.7.1 The 'From' address you supplied is not a Sender Signature on your account.
            40 | DATA         | sender-authentication-failed | 550-5.7.30 Your email has been blocked because DKIM authentication didn't pass ⏎ 550 5.7.30 for this message. - gsmtp
            40 | DATA         | sender-authentication-failed | 421-4.7.27 Your email has been rate limited because SPF authentication didn't ⏎ 421 4.7.27 pass for this message. - gsmtp
            40 | DATA         | sender-authentication-failed | 550 5.7.509 Access denied, sending domain corp.test does not pass DMARC verification
            40 | RECIPIENT    | sender-authentication-failed | 550 5.7.23 <x@y.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized
             0 | GREETING     | client-blocked               | 554-x.example Nemesis ESMTP Service not available ⏎ 554-No SMTP service ⏎ 554 Bad DNS PTR resource record.
             0 | DATA         | client-blocked               | 421-4.7.23 Your email has been rate limited because there is no PTR record ⏎ 421 4.7.23 for the sending IP address
             0 | RECIPIENT    | client-blocked               | 451 4.7.650 The mail server [198.51.100.7] has been temporarily rate limited due to IP reputation.
             0 | DATA         | client-blocked               | 550-5.7.1 [198.51.100.7] The IP you're using to send mail is not authorized to send ⏎ 550-5.7.1 email directly to our servers. Please use the SMTP relay at your
             0 | DATA         | client-blocked               | 550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP
             0 | RECIPIENT    | client-blocked               | 550-JunkMail rejected - host [198.51.100.7] is in an RBL
             0 | RECIPIENT    | sender-refused               | 550 5.1.0 <a@b.example>: Sender address rejected: User unknown in virtual mailbox table
             0 | RECIPIENT    | recipient-deferred           | 451 4.7.500 Server busy. Please try again later from [198.51.100.7]
             0 | RECIPIENT    | recipient-deferred           | 452 4.5.3 Too many recipients
             0 | SENDER       | message-deferred             | 452 4.3.1 Insufficient system resources
             0 | AUTHENTICATE | auth-deferred                | 454 4.7.0 Temporary authentication failure
            43 | RECIPIENT    | mailbox-full                 | 550 Mailbox quota exceeded
             0 | AUTHENTICATE | credentials-rejected         | 535 5.7.8 Error: authentication failed
             0 | AUTHENTICATE | credentials-rejected         | 535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.
             0 | SENDER       | sender-refused               | 550 5.1.8 no such sender
             0 | RECIPIENT    | recipient-refused            | 550 5.7.1 we don't like you
             0 | RECIPIENT    | recipient-deferred           | 451 4.3.0 try later
             0 | DATA         | message-refused              | 554 5.7.1 spam
             0 | DATA         | message-deferred             | 451 4.3.0 out of disk
            """)
    void aReplyIsRecognised(int row, Stage stage, String code, String lines) {
        String reply = lines.replace(" ⏎ ", "\n");
        Class<? extends Credentials> signIn =
                code.equals("authentication-required") ? Credentials.None.class : Credentials.Password.class;
        assertThat(problem(stage, reply, Set.of("PLAIN"), signIn).code()).isEqualTo(code);
        assertThat(problem(stage, reply.replace(" ", "  ").toUpperCase(Locale.ROOT), Set.of(), signIn)
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("exchangeRefusals")
    void oneCodeOfExchangeHasTwoCauses(String code, Set<String> offered, Class<? extends Credentials> signIn) {
        assertThat(problem(Stage.AUTHENTICATE, "535 5.7.3 Authentication unsuccessful", offered, signIn)
                        .code())
                .isEqualTo(code);
    }

    static Stream<Arguments> exchangeRefusals() {
        return Stream.of(
                arguments("ms-oauth-not-permitted", Set.of("LOGIN", "XOAUTH2"), Credentials.OAuth2.class),
                arguments("no-password-mechanism", Set.of("NTLM", "GSSAPI"), Credentials.Password.class),
                arguments("credentials-rejected", Set.of("LOGIN", "XOAUTH2"), Credentials.Password.class),
                arguments("kerberos-failed", Set.of("GSSAPI"), Credentials.Kerberos.class));
    }

    private static SmtpProblem problem(
            Stage stage, String text, Set<String> offered, Class<? extends Credentials> signIn) {
        return failure(stage, text, offered, signIn).problem();
    }

    static SendOutcome.Failure failure(
            Stage stage, String text, Set<String> offered, Class<? extends Credentials> signIn) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        SmtpReply reply = SmtpReply.of(Integer.parseInt(text.substring(0, 3)), bytes);
        MessagingException thrown = new MessagingException(text);
        FailureContext context = new FailureContext(stage, reply, thrown, 587, Encryption.STARTTLS, signIn, offered);
        return SmtpDiagnosis.of(context, Deadline.End.NONE, null);
    }
}
