package io.postern.mail.delivery;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.smtp.SmtpSender;
import io.postern.outbound.TargetPolicy;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sender of the account in use: made anew when the settings changed, since making one reads certificates. */
@Component
class SenderCache {

    private final TargetPolicy policy;
    private final Clock clock;
    private volatile @Nullable Made last;

    private record Made(SmtpAccount account, SmtpSender sender) {}

    SenderCache(TargetPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    SmtpSender of(SmtpAccount account) {
        Made made = last;
        if (made == null || !made.account().equals(account)) {
            made = new Made(account, new SmtpSender(account, policy, clock));
            last = made;
        }
        return made.sender();
    }
}
