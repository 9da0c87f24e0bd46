package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.auth.AccessTokenCache;
import io.postern.mail.diagnosis.SmtpReply;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.ShownText;
import io.postern.outbound.HttpUnreachable;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The stages AUTHORIZE and AUTHENTICATE with OAuth 2.0: an access token, presented by XOAUTH2. If the server refuses the token, which
 * may have ended early, another one is asked for, once.
 */
final class OAuthAuthentication {

    static final String MECHANISM = "XOAUTH2";

    private static final int CONTINUE = 334;
    private static final int REFUSED = 535;

    private final SmtpTransport transport;
    private final SmtpChannel channel;
    private final Credentials.OAuth2 credentials;
    private final AccessTokenCache tokens;

    OAuthAuthentication(
            SmtpTransport transport, SmtpChannel channel, Credentials.OAuth2 credentials, AccessTokenCache tokens) {
        this.transport = transport;
        this.channel = channel;
        this.credentials = credentials;
        this.tokens = tokens;
    }

    void authenticate() throws MessagingException {
        AccessTokenCache.Token token = authorize(null);
        int code = present(token);
        if (code == REFUSED) {
            code = present(authorize(token));
        }
        SmtpTransport.requireSignedIn(code);
    }

    private AccessTokenCache.Token authorize(AccessTokenCache.@Nullable Token refused) throws MessagingException {
        StageProgress stages = channel.stages();
        stages.begin(Stage.AUTHORIZE);
        String host = String.valueOf(credentials.client().tokenEndpoint().getHost());
        stages.found("mail.diagnosis.finding.token-endpoint", host);
        try {
            AccessTokenCache.Token token = tokens.get(refused, channel.deadline()::closeAtEnd);
            channel.deadline().closeAtEnd(channel.socket().raw());
            transport.redaction().hide(token.value());
            if (!token.lifetime().isZero()) {
                stages.found(
                        "mail.diagnosis.finding.token-lifetime",
                        token.lifetime().toSeconds() + " s");
            }
            channel.transcript().note("(access token from " + host + ")");
            stages.ok();
            return token;
        } catch (HttpUnreachable unreachable) {
            stages.found("mail.diagnosis.finding.reason", ShownText.of(unreachable.reason()));
            throw new MessagingException("no access token", unreachable);
        } catch (IOException failed) {
            throw new MessagingException("no access token", failed);
        }
    }

    private int present(AccessTokenCache.Token token) throws MessagingException {
        transport.beginAuthenticate(MECHANISM);
        int code = transport.simpleCommand("AUTH " + MECHANISM + " " + response(token));
        if (code == CONTINUE) {
            // This says why the token was refused. The refusal itself comes after an empty line.
            note(transport.reply());
            code = transport.simpleCommand("");
        }
        return code;
    }

    private void note(@Nullable SmtpReply challenge) {
        if (challenge == null || challenge.text().length() < 5) {
            return;
        }
        try {
            byte[] json =
                    Base64.getDecoder().decode(challenge.text().substring(4).strip());
            String text = new String(json, StandardCharsets.ISO_8859_1);
            channel.transcript()
                    .note("(" + ShownText.ofOctets(transport.redaction().redacted(text)) + ")");
        } catch (IllegalArgumentException notBase64) {
            // The transcript has it as it came.
        }
    }

    private String response(AccessTokenCache.Token token) {
        String text = "user=" + credentials.username() + "\1auth=Bearer " + token.value() + "\1\1";
        String response = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        transport.redaction().hide(response);
        return response;
    }
}
