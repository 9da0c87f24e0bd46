package io.postern.passwordreset;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lifetimes and limits of mailed links.
 *
 * @param tokenLifetime how long a reset link works, from the writing of its mail
 * @param requestLifetime how long a request may wait for its mail to be sent
 * @param invitationLifetime how long an invitation works
 * @param addressLifetime how long a link works that confirms an address
 * @param mailsPerAccount at most so many reset mails to one account within the window
 * @param requestsPerAddress at most so many requests from one client address (IPv6: /64) within the window
 * @param maxWaiting while so many mails wait, further requests are not taken
 */
@ConfigurationProperties("postern.password-reset")
record PasswordResetProperties(
        @DefaultValue("30m") Duration tokenLifetime,
        @DefaultValue("30m") Duration requestLifetime,
        @DefaultValue("3d") Duration invitationLifetime,
        @DefaultValue("24h") Duration addressLifetime,
        @DefaultValue("3") int mailsPerAccount,
        @DefaultValue("20") int requestsPerAddress,
        @DefaultValue("15m") Duration window,
        @DefaultValue("10000") int maxWaiting) {

    Duration lifetime(LinkPurpose purpose) {
        return switch (purpose) {
            case RESET -> tokenLifetime;
            case INVITATION -> invitationLifetime;
            case EMAIL -> addressLifetime;
        };
    }
}
