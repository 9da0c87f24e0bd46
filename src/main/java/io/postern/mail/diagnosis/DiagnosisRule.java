package io.postern.mail.diagnosis;

import static io.postern.mail.diagnosis.FailurePattern.at;
import static io.postern.mail.diagnosis.FailurePattern.reply;
import static io.postern.mail.diagnosis.FailurePattern.thrown;

import io.postern.mail.account.Encryption;
import io.postern.mail.account.RefreshTokenStore;
import io.postern.mail.auth.KerberosFailed;
import io.postern.mail.auth.TokenRefused;
import io.postern.outbound.HttpUnreachable;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A known failure and the pattern that recognises it. The first rule of the table that matches counts: the order matters, specific
 * before generic. Text is matched more than codes, since one code has several causes.
 */
public record DiagnosisRule(SmtpProblem problem, FailurePattern pattern) {

    private static final Set<String> DIRECTORY_MECHANISMS = Set.of("NTLM", "GSSAPI", "GSS-SPNEGO");
    private static final Set<Integer> TLS_PORTS = Set.of(465, 2465);

    private static final List<DiagnosisRule> TABLE = List.of(
            // What happens to a token request has the same names as what happens on the way to the mail server.
            new DiagnosisRule(SmtpProblem.ADDRESS_REFUSED, thrown(HttpUnreachable.AddressRefused.class)),
            new DiagnosisRule(SmtpProblem.OAUTH_UNREACHABLE, thrown(HttpUnreachable.class)),
            new DiagnosisRule(SmtpProblem.OAUTH_UNREACHABLE, DiagnosisRule::authorizationServerIsInTrouble),
            new DiagnosisRule(SmtpProblem.OAUTH_SECRET_INVALID, thrown("aadsts7000215")),
            new DiagnosisRule(SmtpProblem.OAUTH_SECRET_EXPIRED, thrown("aadsts7000222")),
            new DiagnosisRule(
                    SmtpProblem.OAUTH_CLIENT_UNKNOWN,
                    thrown(
                            "aadsts(700016|90002|900023)\\b|invalid_client\\b.*(not found|unknown|no such|does not exist)")),
            new DiagnosisRule(SmtpProblem.OAUTH_SECRET_INVALID, thrown("\\binvalid_client\\b")),
            new DiagnosisRule(
                    SmtpProblem.OAUTH_GRANT_REVOKED,
                    thrown("\\b(invalid_grant|interaction_required|consent_required|login_required)\\b")),
            new DiagnosisRule(SmtpProblem.OAUTH_GRANT_REVOKED, thrown(RefreshTokenStore.NotConnected.class)),
            new DiagnosisRule(SmtpProblem.OAUTH_FAILED, thrown(TokenRefused.class)),
            // Whatever a server says to a ticket, no other username or password would help.
            new DiagnosisRule(SmtpProblem.KERBEROS_FAILED, thrown(KerberosFailed.class)),
            new DiagnosisRule(
                    SmtpProblem.KERBEROS_FAILED,
                    reply("^5(35|01|54) ").and(at(Stage.AUTHENTICATE)).and(FailureContext::kerberos)),
            new DiagnosisRule(
                    SmtpProblem.APP_PASSWORD_NEEDED,
                    reply("^535 .*(badcredentials|gsmtp)").and(FailureContext::signsInWithPassword)),
            new DiagnosisRule(
                    SmtpProblem.APP_PASSWORD_NEEDED,
                    reply("^53[45] .*(app(lication)?[- ]?(specific )?password|authori[sz]ation code|授权码|5\\.7\\.9 )"
                                    + "|^534 5\\.7\\.(9|14)\\b|login denied.*third|web login required")
                            .and(FailureContext::signsInWithPassword)),
            new DiagnosisRule(SmtpProblem.MS_SMTP_AUTH_DISABLED, reply("smtpclientauthentication is disabled")),
            new DiagnosisRule(
                    SmtpProblem.MS_BASIC_AUTH_DISABLED, reply("5\\.7\\.139 .*basic authentication is disabled")),
            new DiagnosisRule(
                    SmtpProblem.MS_SECURITY_DEFAULTS,
                    reply("5\\.7\\.139 .*(security defaults|did not meet the criteria|conditional access)")),
            new DiagnosisRule(
                    SmtpProblem.MS_BASIC_AUTH_RETIRED,
                    reply("basic authentication is not supported")
                            .or(reply("^550 5\\.7\\.30\\b").and(at(Stage.AUTHENTICATE)))),
            new DiagnosisRule(
                    SmtpProblem.MS_OAUTH_NOT_PERMITTED,
                    reply("^535 5\\.7\\.3\\b").and(FailureContext::oauth)),
            new DiagnosisRule(
                    SmtpProblem.OAUTH_TOKEN_REJECTED,
                    reply("^53[45] ").and(at(Stage.AUTHENTICATE)).and(FailureContext::oauth)),
            new DiagnosisRule(
                    SmtpProblem.NO_PASSWORD_MECHANISM,
                    reply("^535 5\\.7\\.3\\b").and(DiagnosisRule::offersOnlyDirectoryMechanisms)),
            new DiagnosisRule(
                    SmtpProblem.SENDER_NOT_OWNED,
                    reply("^\\d+ (5\\.7\\.60|5\\.2\\.252)\\b|sendasdenied|mail from must equal authorized user"
                            + "|not owned by|does not belong to|^530 sender rejected|not one of your addresses"
                            + "|(not (allowed|authori[sz]ed|permitted)|permissions?) to send (as|from)"
                            + "|from address not verified|relaying disallowed as|sender is not allowed to relay"
                            + "|not authori[sz]ed to perform .?ses:")),
            new DiagnosisRule(
                    SmtpProblem.SENDER_DOMAIN_NOT_ALLOWED,
                    reply("sender address is not allowed|\\bunregistered domain")),
            new DiagnosisRule(
                    SmtpProblem.ACCOUNT_RESTRICTED,
                    reply(
                            "sending (is |has been )?(suspended|paused|disabled)|account is not yet activated"
                                    + "|domain \\S+ is not allowed to send\\b|tenant has exceeded threshold"
                                    + "|bad outbound sender|unusual sending activity|spam abuse detected|outboundspamexception|wascl")),
            // To what is no command of theirs, servers of FTP say this.
            new DiagnosisRule(SmtpProblem.NOT_SMTP, reply("^530 ").and(at(Stage.GREETING, Stage.EHLO))),
            new DiagnosisRule(
                    SmtpProblem.IMPLICIT_TLS_ON_PLAIN_PORT,
                    thrown("unsupported or unrecognized ssl message").and(FailureContext::beginsWithTls)),
            new DiagnosisRule(SmtpProblem.PLAIN_ON_IMPLICIT_TLS_PORT, DiagnosisRule::waitsForTls),
            new DiagnosisRule(
                    SmtpProblem.STARTTLS_NEEDED,
                    reply(
                            "must issue a starttls|^(530|538) .*(starttls|tls|encryption)|starttls (is )?required|encryption required"
                                    + "|not sent over a tls")),
            new DiagnosisRule(
                    SmtpProblem.STARTTLS_NOT_OFFERED, thrown("starttls is required but host does not support")),
            new DiagnosisRule(
                    SmtpProblem.CERTIFICATE_UNTRUSTED,
                    thrown(
                            "pkix path building failed|unable to find valid certification path|trust anchor|unknown_ca")),
            new DiagnosisRule(
                    SmtpProblem.CERTIFICATE_NAME_MISMATCH,
                    thrown(
                            "no subject alternative|no name matching|can't verify identity of server|illegal given domain name")),
            new DiagnosisRule(
                    SmtpProblem.CERTIFICATE_NOT_VALID_NOW,
                    thrown("certificateexpired|certificatenotyetvalid|validity check failed")),
            new DiagnosisRule(
                    SmtpProblem.TLS_TOO_OLD,
                    thrown(
                            "no appropriate protocol|protocol_version|selected protocol version|inappropriate_fallback")),
            new DiagnosisRule(
                    SmtpProblem.TLS_HANDSHAKE_REFUSED,
                    thrown(
                            "handshake_failure|terminated the handshake|no cipher suites in common|certificate_required|bad_certificate")),
            new DiagnosisRule(SmtpProblem.DNS_UNAVAILABLE, thrown(DnsUnanswered.class)),
            new DiagnosisRule(SmtpProblem.HOST_UNKNOWN, thrown(UnknownHostException.class)),
            new DiagnosisRule(SmtpProblem.CONNECTION_REFUSED, DiagnosisRule::isRefused),
            new DiagnosisRule(
                    SmtpProblem.CONNECTION_LOST, thrown(UnreachableCause.class).and(thrown("connection reset"))),
            new DiagnosisRule(SmtpProblem.IPV6_BROKEN, DiagnosisRule::triedOnlyIpv6),
            new DiagnosisRule(SmtpProblem.CONNECT_TIMEOUT, thrown(UnreachableCause.class)),
            new DiagnosisRule(
                    SmtpProblem.EHLO_UNRESOLVABLE, reply("^[45]\\d\\d .*(helo|ehlo).*(not found|not resolve)")),
            new DiagnosisRule(
                    SmtpProblem.EHLO_NOT_FQDN,
                    reply("^50[14] .*(helo|ehlo)|^5\\d\\d .*(helo command rejected|(bad|invalid) (helo|ehlo))")
                            .or(reply("^50[14] ").and(at(Stage.EHLO)))),
            new DiagnosisRule(
                    SmtpProblem.RELAY_NOT_REGISTERED,
                    reply("invalid credentials for relay|unauthori[sz]ed ip address")),
            new DiagnosisRule(
                    SmtpProblem.RELAY_EHLO_REFUSED,
                    reply("^421 (4\\.7\\.0 )?try again later").and(at(Stage.EHLO))),
            new DiagnosisRule(SmtpProblem.MS_CONNECTOR_MISMATCH, reply("^\\d+ 5\\.7\\.64\\b|tenantattribution")),
            new DiagnosisRule(
                    SmtpProblem.NO_COMMON_AUTH_MECHANISM,
                    reply("^504 (5\\.7\\.4\\b|.*authentication mechanism|.*auth)")
                            .or(reply("^50[023] ").and(at(Stage.AUTHENTICATE)).and(FailureContext::signsInWithPassword))
                            .or(thrown("no authentication mechanisms supported by both"))),
            new DiagnosisRule(SmtpProblem.PASSWORD_MISSING, thrown("no password specified")),
            new DiagnosisRule(
                    SmtpProblem.TOO_MANY_CONNECTIONS,
                    // RFC 4954 has 432 for a password that the server can't check by this mechanism yet.
                    reply(
                            "^432 (?!4\\.7\\.12)|concurrent connections (limit|has exceeded)|concurrent connection limit|all server ports are busy"
                                    + "|^4\\d\\d .*too many (concurrent )?(smtp )?(connections|sessions)")),
            new DiagnosisRule(
                    SmtpProblem.LOGIN_THROTTLED,
                    reply(
                            "too many (failed |bad |invalid |unsuccessful |incorrect )?(login|auth|sign|password|attempts)")),
            new DiagnosisRule(SmtpProblem.IDENTITY_UNVERIFIED, reply("email address is not verified")),
            new DiagnosisRule(SmtpProblem.CREDENTIALS_REJECTED, reply("^535 .*authentication credentials invalid")),
            new DiagnosisRule(SmtpProblem.SENDER_UNVERIFIED, reply("verified sender identity|not a sender signature")),
            new DiagnosisRule(
                    SmtpProblem.CLIENT_BLOCKED,
                    reply("not authori[sz]ed to send e?mail directly|traffic not accepted from this ip")),
            new DiagnosisRule(SmtpProblem.AUTH_DEFERRED, reply("^4").and(at(Stage.AUTHENTICATE))));

    static Optional<SmtpProblem> recognise(FailureContext context) {
        return Stream.concat(TABLE.stream(), RefusalRules.TABLE.stream())
                .filter(rule -> rule.pattern.matches(context))
                .map(DiagnosisRule::problem)
                .findFirst();
    }

    public static boolean areDirectoryMechanisms(Set<String> mechanisms) {
        return !mechanisms.isEmpty() && DIRECTORY_MECHANISMS.containsAll(mechanisms);
    }

    private static boolean offersOnlyDirectoryMechanisms(FailureContext context) {
        return areDirectoryMechanisms(context.mechanisms());
    }

    private static boolean authorizationServerIsInTrouble(FailureContext context) {
        TokenRefused refused = context.thrown(TokenRefused.class);
        return refused != null && refused.isPassing();
    }

    /** Both sides wait for the other to begin; or it has said in TLS that it understood nothing. */
    private static boolean waitsForTls(FailureContext context) {
        if (context.stage() != Stage.GREETING || context.reply() != null) {
            return false;
        }
        NotSmtp other = context.thrown(NotSmtp.class);
        return context.encryption() != Encryption.IMPLICIT
                && (other != null ? other.tls() : TLS_PORTS.contains(context.port()));
    }

    private static boolean isRefused(FailureContext context) {
        UnreachableCause unreachable = context.thrown(UnreachableCause.class);
        return unreachable != null && unreachable.isRefused();
    }

    private static boolean triedOnlyIpv6(FailureContext context) {
        UnreachableCause unreachable = context.thrown(UnreachableCause.class);
        return unreachable != null && !unreachable.ipv4();
    }
}
