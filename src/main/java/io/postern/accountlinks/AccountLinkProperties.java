package io.postern.accountlinks;

import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Lifetimes and limits of mailed links.
 *
 * @param tokenLifetime how long a reset link works, from the writing of its mail
 * @param requestLifetime how long a request may wait for its mail to be sent
 * @param invitationLifetime how long an invitation works
 * @param addressLifetime how long a link to confirm an address works
 * @param mailsPerAccount at most so many reset mails to one account within the window
 * @param requestsPerAddress at most so many requests from one client address (IPv6: /64) within the window
 * @param window the time in which requests, mails and dead links are counted
 * @param maxWaiting while so many requests wait, no more are accepted
 */
@Validated
@ConfigurationProperties("postern.password-reset")
public record AccountLinkProperties(
        @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("30m") Duration tokenLifetime,
        @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("30m") Duration requestLifetime,
        @DurationMin(hours = 1) @DurationMax(days = 90) @DefaultValue("3d") Duration invitationLifetime,
        @DurationMin(minutes = 1) @DurationMax(days = 90) @DefaultValue("24h") Duration addressLifetime,
        @Range(min = 1, max = 10_000) @DefaultValue("3") int mailsPerAccount,
        @Range(min = 1, max = 1_000_000) @DefaultValue("20") int requestsPerAddress,
        @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("15m") Duration window,
        @Range(min = 1, max = 10_000_000) @DefaultValue("10000") int maxWaiting) {

    Duration lifetime(LinkPurpose purpose) {
        return switch (purpose) {
            case RESET -> tokenLifetime;
            case INVITATION -> invitationLifetime;
            case EMAIL -> addressLifetime;
        };
    }
}
