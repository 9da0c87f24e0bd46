package io.postern.mail.worker;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.smtp.SmtpSender;
import io.postern.outbound.TargetPolicy;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sender of the account in use: made again when the settings changed, since making one reads certificates. */
@Component
class SenderCache {

    private final TargetPolicy policy;
    private final Clock clock;
    private volatile @Nullable CachedSender cached;

    private record CachedSender(SmtpAccount account, SmtpSender sender) {}

    SenderCache(TargetPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    SmtpSender of(SmtpAccount account) {
        CachedSender current = cached;
        if (current == null || !current.account().equals(account)) {
            current = new CachedSender(account, new SmtpSender(account, policy, clock));
            cached = current;
        }
        return current.sender();
    }
}
