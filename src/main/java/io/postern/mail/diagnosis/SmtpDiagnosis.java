package io.postern.mail.diagnosis;

import io.postern.mail.auth.KerberosFailed;
import io.postern.mail.auth.TokenRefused;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.net.ShownText;
import io.postern.outbound.CertificateTrust;
import io.postern.outbound.Deadline;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Names the problem in what Angus Mail, JSSE, the system and the server say. */
public final class SmtpDiagnosis {

    private static final Pattern ABOUT_SENDER = Pattern.compile("^\\d{3} [45]\\.1\\.[78]\\b");

    private static final Set<String> DIRECTORY_MECHANISMS = Set.of("NTLM", "GSSAPI", "GSS-SPNEGO");

    private SmtpDiagnosis() {}

    /**
     * Names what went wrong.
     *
     * @param end whether the attempt was ended, and why
     * @param server the address and port of the connection, or null
     */
    public static Failure of(FailureContext context, Deadline.End end, @Nullable String server) {
        Optional<SmtpProblem> known = Optional.ofNullable(ended(context.stage(), end))
                .or(() -> DiagnosisRule.recognise(context).map(DiagnosisRule::problem));
        SmtpProblem problem = known.orElseGet(() -> byKindOrStage(context));
        return new Failure(
                problem, known.isPresent(), retry(problem, context), context.stage(), server, said(context, problem));
    }

    /** Before a recipient is named, nobody is refused but the one who sends. */
    private static RetryClass retry(SmtpProblem problem, FailureContext context) {
        SmtpReply reply = context.reply();
        RetryClass usual = problem.retry(reply == null ? null : reply.text());
        boolean named = context.stage().compareTo(Stage.RECIPIENT) >= 0;
        return usual == RetryClass.RECIPIENT && !named ? RetryClass.CONFIGURATION : usual;
    }

    /** What the refusing side said: the authorization server, Kerberos, or the mail server. */
    private static @Nullable String said(FailureContext context, SmtpProblem problem) {
        TokenRefused refused = context.thrown(TokenRefused.class);
        if (refused != null) {
            return refused.getMessage();
        }
        KerberosFailed noTicket = context.thrown(KerberosFailed.class);
        if (noTicket != null) {
            return ShownText.of(String.valueOf(noTicket.getMessage()));
        }
        SmtpReply reply = context.reply();
        return reply == null || problem == SmtpProblem.NOT_SMTP ? null : reply.text();
    }

    private static @Nullable SmtpProblem ended(Stage stage, Deadline.End end) {
        return switch (end) {
            case NONE -> null;
            case CANCELLED -> SmtpProblem.CANCELLED;
            case EXPIRED ->
                switch (stage) {
                    case RESOLVE -> SmtpProblem.DNS_UNAVAILABLE;
                    case CONNECT -> SmtpProblem.CONNECT_TIMEOUT;
                    default -> SmtpProblem.DEADLINE_EXCEEDED;
                };
        };
    }

    /** Where no rule fits: the problem by the type of exception, else by the stage and the codes. */
    private static SmtpProblem byKindOrStage(FailureContext context) {
        SmtpFailure own = context.thrown(SmtpFailure.class);
        if (own != null) {
            return own.problem();
        }
        if (context.thrown(ReplyTooLong.class) != null) {
            return SmtpProblem.REPLY_TOO_LONG;
        }
        if (context.thrown(NotSmtp.class) != null) {
            return SmtpProblem.NOT_SMTP;
        }
        if (context.thrown(InterruptedIOException.class) != null) {
            return context.stage() == Stage.CONNECT ? SmtpProblem.CONNECT_TIMEOUT : SmtpProblem.SERVER_SILENT;
        }
        if (context.stage() == Stage.TLS && context.thrown(SSLException.class) != null) {
            return isCertificateRefused(context)
                    ? SmtpProblem.CERTIFICATE_UNSUITABLE
                    : SmtpProblem.TLS_HANDSHAKE_REFUSED;
        }
        if (context.thrown(IOException.class) != null) {
            return SmtpProblem.CONNECTION_LOST;
        }
        SmtpReply reply = context.reply();
        return reply == null || context.thrown(MessagingException.class) == null
                ? SmtpProblem.UNEXPECTED
                : refused(context.stage(), reply);
    }

    private static boolean isCertificateRefused(FailureContext context) {
        return context.thrown(CertificateTrust.RefusedChain.class) != null;
    }

    private static SmtpProblem refused(Stage stage, SmtpReply reply) {
        boolean temporary = reply.isTemporary();
        if (ABOUT_SENDER.matcher(reply.normalised()).find()) {
            return SmtpProblem.SENDER_REFUSED;
        }
        if (reply.code() < 400 && stage.compareTo(Stage.AUTHENTICATE) >= 0) {
            return SmtpProblem.UNEXPECTED;
        }
        return switch (stage) {
            // A temporary refusal is about the moment, such as a full disk or a limit, and seldom about the sender.
            case SENDER -> temporary ? SmtpProblem.MESSAGE_DEFERRED : SmtpProblem.SENDER_REFUSED;
            case RECIPIENT -> temporary ? SmtpProblem.RECIPIENT_DEFERRED : SmtpProblem.RECIPIENT_REFUSED;
            case DATA, DONE -> temporary ? SmtpProblem.MESSAGE_DEFERRED : SmtpProblem.MESSAGE_REFUSED;
            default -> refusalAt(stage);
        };
    }

    /** Whether these mechanisms all need a directory service: a password in the settings serves none of them. */
    public static boolean areDirectoryMechanisms(Set<String> mechanisms) {
        return !mechanisms.isEmpty() && DIRECTORY_MECHANISMS.containsAll(mechanisms);
    }

    /** The problem of a final refusal in this stage. */
    public static SmtpProblem refusalAt(Stage stage) {
        return switch (stage) {
            case RESOLVE, CONNECT -> SmtpProblem.UNEXPECTED;
            case GREETING, EHLO -> SmtpProblem.GREETING_REFUSED;
            case TLS -> SmtpProblem.STARTTLS_NOT_OFFERED;
            case AUTHORIZE -> SmtpProblem.OAUTH_FAILED;
            case AUTHENTICATE -> SmtpProblem.CREDENTIALS_REJECTED;
            case SENDER -> SmtpProblem.SENDER_REFUSED;
            case RECIPIENT -> SmtpProblem.RECIPIENT_REFUSED;
            case DATA, DONE -> SmtpProblem.MESSAGE_REFUSED;
        };
    }
}
