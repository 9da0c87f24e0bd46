package io.postern.mail.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Credentials;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies in the words of many servers, and in ten languages. Texts come before digits that several causes share. */
class RefusalRulesTests {

    /** {@code ⏎} is the end of a line of the reply. Each is read as well in capitals and folded into two lines. */
    @ParameterizedTest(name = "{3}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            DONE         | yes | CONFIGURATION | sender-unverified            | 554 5.0.0 Error: transaction failed, blame it on the weather: ##SES-response-json:{"Response":{"RequestId":"111d9e76-96b9-46a8-9a0b-e19dba0a75d6","QcloudError":{"Error":{"Code":"FailedOperation.NotAuthenticatedSender.操作失败。发件sender没有经过认证，无法发送。"}}}}
            DONE         | yes | CONFIGURATION | account-restricted           | 554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is HipNotify, ShowTierUpgrade. [Hostname=TY2PR06MB3117.apcprd06.prod.outlook.com]
            DONE         | yes | CONFIGURATION | sender-unverified            | 550 5.7.1 Unconfigured Sending Domain <corp.example>
            DONE         | yes | CONFIGURATION | sender-authentication-failed | 550-5.7.1 This message does not have authentication information or fails to pass ⏎ 550-5.7.1 authentication checks. To best protect our users from spam, the ⏎ 550-5.7.1 message has been blocked. Please visit ⏎ 550 5.7.1  https://support.google.com/mail/answer/81126#authentication for more information. 37si3479471pgw.590 - gsmtp
            DONE         | yes | CONFIGURATION | account-restricted           | 554 5.0.0 Error: The account is not available in Bridge. Verify the outgoing server settings in your mail client and try again
            DATA         | yes | CONFIGURATION | client-blocked               | 554 5.7.1 <DATA>: Data command rejected: Blocked - contact postmaster@mail.example for help - Suspicious HELO [[192.168.1.4]] and missing reverse DNS [192.0.2.68]
            DONE         | yes | CONFIGURATION | sender-refused               | 550 Rejected by header based Anti-Spoofing policy: noreply@corp.example - https://community.mimecast.com/docs/DOC-1369#550 [abc.us1]
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 that IP address is not allowed to send
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 501 Rcpt-To validation failed: RCPT TO not accepted: 5.7.1 This system is not configured to relay mail (r) from <noreply@corp.example> to <someone@other.example> for 192.0.2.1
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 554 Host network not allowed - https://community.mimecast.com/docs/DOC-1369#554 [z7qZw5BPd1zlDYHka4589ru.us222]
            DONE         | yes | TEMPORARY     | quota-exceeded               | 554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException
            RECIPIENT    | yes | TEMPORARY     | rate-limited                 | 550 Email account mailer@corp.example is sending too many emails - rate overlimit = 83.6 / 1h
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN001_108
            DONE         | yes | RECIPIENT     | recipient-refused            | 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group
            DONE         | yes | RECIPIENT     | message-refused              | 554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes
            AUTHENTICATE | yes | CONFIGURATION | app-password-needed          | 535 Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256
            AUTHENTICATE | yes | TEMPORARY     | auth-deferred                | 451 4.7.0 Temporary server error. Please try again later. PRX4 [AM5PR0701CA0008.eurprd07.prod.outlook.com]
            DONE         | yes | CONFIGURATION | sender-not-owned             | 530 From/Sender name is not valid
            RECIPIENT    | yes | RECIPIENT     | mailbox-full                 | 552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]
            SENDER       | no  | CONFIGURATION | authentication-required      | 503 5.5.1 You must authenticate first.
            SENDER       | yes | CONFIGURATION | client-blocked               | 550 5.7.1 Connections not accepted from servers without a valid sender domain. Fix reverse DNS for 192.0.2.2
            SENDER       | yes | CONFIGURATION | sender-not-owned             | 501 mail from address must be same as authorization user
            SENDER       | yes | CONFIGURATION | sender-not-owned             | 550 "envelope sender not allowed"
            SENDER       | yes | CONFIGURATION | sender-authentication-failed | 550 Bad SPF records for [corp.example:192.0.2.2], see http://spf.pobox.com/
            DONE         | yes | TEMPORARY     | quota-exceeded               | 455 Maximum messages sent per day reached : limit is 200
            DONE         | yes | TEMPORARY     | quota-exceeded               | 450 4.7.1 <END-OF-MESSAGE>: End-of-data rejected: Number messages per hour exceeded. Error:RATE_MSG
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 Mailbox not found. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000728
            AUTHENTICATE | yes | CONFIGURATION | login-throttled              | 535 5.7.0 (#AUTH005) Too many bad auth attempts.
            GREETING     | yes | CONFIGURATION | client-blocked               | 550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=192.0.2.1 [102]
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)
            SENDER       | yes | CONFIGURATION | sender-not-owned             | 550 Absenderadresse nicht erlaubt
            SENDER       | yes | CONFIGURATION | sender-not-owned             | 553 发件人邮箱与登录账号不一致
            RECIPIENT    | yes | CONFIGURATION | account-restricted           | 550 您的账户已被冻结
            DONE         | yes | CONFIGURATION | account-restricted           | 554 5.7.1 Your account has been suspended due to suspicious activity
            DONE         | yes | CONFIGURATION | account-restricted           | 550 Your account is not verified yet. Please confirm your e-mail address
            RECIPIENT    | yes | CONFIGURATION | account-restricted           | 550 5.7.1 Sandbox subdomains are for test purposes only
            DONE         | yes | RECIPIENT     | message-too-large            | 550 Message exceeds the size limit of 10 MB
            DONE         | yes | RECIPIENT     | message-refused              | 550 recipient limit reached for this message
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 recipient limit reached for this message
            RECIPIENT    | yes | RECIPIENT     | mailbox-full                 | 552 4.2.2 The email account that you tried to reach is over quota
            RECIPIENT    | yes | TEMPORARY     | mailbox-full                 | 452 Das Postfach ist voll
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 Der Empfänger ist unbekannt
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 5.1.1 L'adresse du destinataire n'existe pas
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 用户不存在
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 5.2.1 The email account that you tried to reach is disabled
            DONE         | yes | TEMPORARY     | quota-exceeded               | 554 您已超过每日发送上限
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 发信过于频繁,请稍后再试
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Limite d'envoi atteinte pour ce compte
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Sie haben das Versandlimit überschritten
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Ha superado el límite de mensajes por hora
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Limite de envio excedido
            DONE         | yes | TEMPORARY     | quota-exceeded               | 550 Hai superato il limite di invio giornaliero
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 De limiet voor verzenden is overschreden
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Przekroczono limit wysyłki
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Превышен лимит отправки
            DONE         | yes | TEMPORARY     | quota-exceeded               | 550 1日の送信通数の上限を超えました
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 5.7.1 Exceeded sending rate. Please reduce frequency
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 550 Bitte versuchen Sie es später erneut
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 554 Inténtelo más tarde
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 554 Spróbuj później
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 550 しばらくしてからやり直してください
            DONE         | yes | TEMPORARY     | message-deferred             | 550 Повторите попытку позже
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 SC-001 (BAY004) Unfortunately, messages from 192.0.2.1 weren't sent. Please contact your Internet service provider since part of their network is on our block list
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 Your IP address has been blacklisted
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 554 5.7.1 Your IP 192.0.2.1 has a poor reputation
            GREETING     | yes | CONFIGURATION | greeting-refused             | 554 IP=192.0.2.1 - A problem occurred.
            DONE         | yes | CONFIGURATION | sender-authentication-failed | 550 5.7.1 DKIM signature missing
            DONE         | yes | RECIPIENT     | message-refused              | 550 5.7.350 Remote server returned message detected as spam
            DONE         | yes | RECIPIENT     | message-refused              | 554 5.7.1 Message rejected by content filter
            DONE         | yes | RECIPIENT     | message-refused              | 550 5.4.6 Hop count exceeded - possible mail loop
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 5.4.1 Recipient address rejected: Access denied
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required
            DONE         | yes | RECIPIENT     | recipient-refused            | 550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to recipient because the sender isn't on the recipient's list
            AUTHENTICATE | yes | TEMPORARY     | auth-deferred                | 454 4.7.0 Temporary authentication failure: Connection lost to authentication server
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 535 5.7.8 Error: authentication failed: Invalid authentication mechanism
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 535 5.7.8 Username and Password not accepted
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 550 User has no permission
            AUTHENTICATE | yes | CONFIGURATION | account-restricted           | 535 Authentication failed. Your account is blocked
            RECIPIENT    | no  | CONFIGURATION | authentication-required      | 550 Sending to remote recipients is not allowed without authentication
            SENDER       | no  | CONFIGURATION | authentication-required      | 530 5.7.0 Authentication required
            SENDER       | yes | CONFIGURATION | sender-refused               | 530 5.7.0 Authentication required
            SENDER       | no  | CONFIGURATION | authentication-required      | 550 Bitte melden Sie sich an: Authentifizierung erforderlich
            SENDER       | yes | CONFIGURATION | sender-refused               | 550 Invalid sender
            SENDER       | yes | CONFIGURATION | sender-refused               | 553 5.1.8 sender domain does not exist
            RECIPIENT    | yes | TEMPORARY     | greylisted                   | 450 4.2.0 Recipient address rejected: Greylisted for 5 minutes
            RECIPIENT    | yes | TEMPORARY     | greylisted                   | 451 4.7.1 Please try again in 300 seconds
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 451 4.7.1 Please try again later
            DONE         | yes | TEMPORARY     | message-deferred             | 421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints
            RECIPIENT    | yes | TEMPORARY     | rate-limited                 | 550 5.7.1 Sender rate overlimit
            DONE         | yes | TEMPORARY     | rate-limited                 | 450 4.7.1 Message frequency limit
            SENDER       | yes | TEMPORARY     | rate-limited                 | 550 5.7.0 too many emails sent from this account
            DONE         | yes | CONFIGURATION | sender-unverified            | 550 Domain corp.example is not verified. Please add it in your dashboard
            DONE         | yes | CONFIGURATION | sender-unverified            | 403 The domain corp.example is not verified
            DONE         | yes | CONFIGURATION | sender-not-owned             | 550 5.7.1 The From address is not authorized for this account
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 535 5.7.8 Error: authentication failed: authentication failure
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 535 Incorrect authentication data
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 535 5.7.0 Invalid login or password
            AUTHENTICATE | yes | CONFIGURATION | credentials-rejected         | 535 Error: 用户被锁定
            AUTHENTICATE | yes | CONFIGURATION | app-password-needed          | 535 Error: authentication failed, please use authorization code
            AUTHENTICATE | yes | CONFIGURATION | app-password-needed          | 535 5.7.8 Error: authentication failed: Application password is required
            AUTHENTICATE | yes | CONFIGURATION | app-password-needed          | 535 5.7.0 Application-specific password required
            AUTHENTICATE | yes | TEMPORARY     | auth-deferred                | 421 4.3.0 Temporary System Problem. Try again later. - gsmtp
            AUTHENTICATE | yes | TEMPORARY     | auth-deferred                | 435 4.7.8 Error: authentication failed: temporary failure
            AUTHENTICATE | yes | CONFIGURATION | login-throttled              | 535 5.7.0 Too many failed logins from your IP, try later
            AUTHENTICATE | yes | CONFIGURATION | login-throttled              | 535 5.7.1 Account temporarily locked due to too many failed login attempts
            SENDER       | yes | CONFIGURATION | sender-not-owned             | 553 5.7.1 <a@corp.example>: Sender address rejected: not owned by user b@corp.example
            SENDER       | yes | CONFIGURATION | sender-not-owned             | 501 Mail from address must be same as authorization user
            SENDER       | yes | CONFIGURATION | sender-refused               | 550 5.7.1 You are not allowed to send mail as a@corp.example
            SENDER       | yes | TEMPORARY     | rate-limited                 | 450 4.7.1 Error: too many messages from 192.0.2.1
            SENDER       | yes | TEMPORARY     | quota-exceeded               | 552 5.7.0 Number of sent messages exceeds the daily limit
            SENDER       | yes | TEMPORARY     | quota-exceeded               | 550 5.4.5 Daily user sending quota exceeded
            SENDER       | yes | CONFIGURATION | account-restricted           | 554 5.7.1 User account has been disabled for spamming
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 5.7.1 Your account has been blocked for sending spam
            SENDER       | yes | CONFIGURATION | account-restricted           | 535 Your account has been temporarily suspended
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Ваш аккаунт заблокирован
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Ihr Konto wurde gesperrt
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Votre compte est suspendu
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Su cuenta ha sido bloqueada
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Sua conta foi suspensa
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Il tuo account è stato sospeso
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Uw account is geblokkeerd
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 Twoje konto zostało zablokowane
            SENDER       | yes | CONFIGURATION | account-restricted           | 550 アカウントがロックされています
            DONE         | yes | CONFIGURATION | account-restricted           | 554 5.1.8 Access denied, bad outbound sender AS(42003)
            DONE         | yes | CONFIGURATION | account-restricted           | 550 5.1.8 Access denied, bad outbound sender
            DONE         | yes | CONFIGURATION | account-restricted           | 554 Message rejected: Account is in sandbox mode
            DONE         | yes | CONFIGURATION | sender-unverified            | 550 The sender domain has not been verified
            DONE         | yes | CONFIGURATION | sender-unverified            | 550 Sender address has not been validated
            DONE         | yes | CONFIGURATION | sender-unverified            | 550 Sender not verified
            DONE         | yes | CONFIGURATION | sender-unverified            | 525 Sender rejected: 发件人未验证
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. To request removal
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 554 5.7.1 Service unavailable; Helo command blocked; listed by zen
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 Blocked: your IP 192.0.2.1 is on our local blacklist
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 Ihre IP-Adresse ist gesperrt
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 5.7.1 Mail from 192.0.2.1 refused; see https://rbl.example/ - your IP is listed
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 554 Your access to this mail system has been rejected due to the sending MTA's poor reputation
            RECIPIENT    | yes | CONFIGURATION | client-blocked               | 550 Votre adresse IP est bloquée
            RECIPIENT    | yes | TEMPORARY     | client-blocked               | 450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 550 5.7.1 Relaying denied. Proper authentication required.
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 554 5.7.1 Relay access denied
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 550 relay not permitted
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 551 we do not relay
            RECIPIENT    | yes | CONFIGURATION | relay-denied                 | 503 This mail server requires authentication when attempting to send to a non-local e-mail address. Relaying is not allowed
            RECIPIENT    | no  | CONFIGURATION | authentication-required      | 503 This mail server requires authentication when attempting to send to a non-local e-mail address.
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 No such recipient here
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 5.1.1 User does not exist
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 Mailbox unavailable
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 5.1.0 Address rejected
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550-5.1.1 The email account that you tried to reach does not exist. Please try
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 554 5.7.1 <x@y.example>: Recipient address rejected: user unknown
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 550 Unknown local part x in <x@y.example>
            RECIPIENT    | yes | RECIPIENT     | recipient-unknown            | 554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com) [0]
            RECIPIENT    | yes | RECIPIENT     | mailbox-full                 | 552 5.2.2 Over quota
            RECIPIENT    | yes | TEMPORARY     | mailbox-full                 | 452 4.2.2 Mailbox full
            RECIPIENT    | yes | RECIPIENT     | mailbox-full                 | 550 Quota exceeded (mailbox for user is full)
            RECIPIENT    | yes | RECIPIENT     | mailbox-full                 | 552 Mailbox size limit exceeded
            RECIPIENT    | yes | TEMPORARY     | greylisted                   | 451 4.7.1 <x@y.example>: Recipient address rejected: Greylisting in effect, please come back later
            RECIPIENT    | yes | TEMPORARY     | greylisted                   | 450 4.7.0 Deferred: first contact, retry in 5 minutes
            RECIPIENT    | yes | TEMPORARY     | recipient-deferred           | 450 4.2.0 Mailbox temporarily unavailable
            DONE         | yes | RECIPIENT     | message-refused              | 554 5.6.0 Message contains a virus
            DONE         | yes | RECIPIENT     | message-refused              | 550 5.7.1 Content rejected
            DONE         | yes | RECIPIENT     | message-refused              | 550 5.7.1 This message was blocked because its content presents a potential security issue
            DONE         | yes | RECIPIENT     | message-refused              | 554 5.7.1 Spam detected
            DONE         | yes | RECIPIENT     | message-too-large            | 552 5.3.4 Message too big for system
            DONE         | yes | TEMPORARY     | message-deferred             | 451 4.3.0 Message held for human verification
            DONE         | yes | TEMPORARY     | message-deferred             | 421 Service not available, closing transmission channel
            DONE         | yes | CONFIGURATION | sender-authentication-failed | 550 5.7.1 Unauthenticated email from corp.example is not accepted due to domain's DMARC policy
            DONE         | yes | CONFIGURATION | sender-authentication-failed | 550 SPF check failed: 192.0.2.1 is not allowed to send for corp.example
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 5.7.1 Message rate exceeded, slow down
            DONE         | yes | RECIPIENT     | message-refused              | 550 5.7.1 Rejected, see https://x.example/s/12 for help
            DONE         | yes | TEMPORARY     | quota-exceeded               | 550 Limit of 100 messages per hour
            DONE         | yes | TEMPORARY     | rate-limited                 | 550 Maximum 50/h reached
            RECIPIENT    | yes | RECIPIENT     | recipient-refused            | 550 5.7.1 Policy 12, see http://x.example/h
            """)
    void aReplyIsUnderstood(Stage stage, String signedIn, RetryClass retry, String code, String lines) {
        Class<? extends Credentials> signIn =
                signedIn.equals("yes") ? Credentials.Password.class : Credentials.None.class;
        String reply = lines.replace(" ⏎ ", "\n");
        assertThat(RefusalDiagnosisTests.failure(stage, reply, Set.of("PLAIN"), signIn))
                .extracting(each -> each.problem().code(), SendOutcome.Failure::retry)
                .containsExactly(code, retry);
        int fold = lines.contains("⏎") ? -1 : reply.indexOf(' ', reply.length() / 2);
        String folded = fold < 0
                ? reply.toUpperCase(Locale.ROOT)
                : reply.substring(0, 3)
                        + "-"
                        + reply.substring(4, fold)
                        + "\n"
                        + reply.substring(0, 3)
                        + reply.substring(fold).toUpperCase(Locale.ROOT);
        assertThat(RefusalDiagnosisTests.failure(stage, folded, Set.of(), signIn)
                        .problem()
                        .code())
                .as(folded)
                .isEqualTo(code);
    }
}
