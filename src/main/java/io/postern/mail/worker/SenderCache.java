package io.postern.mail.worker;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.smtp.SmtpSender;
import io.postern.outbound.TargetPolicy;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The sender of the stored settings. It is made again when they change, since making one reads certificates. */
@Component
class SenderCache implements TargetSource {

    private final ActiveAccount account;
    private final TargetPolicy policy;
    private final Clock clock;
    private volatile @Nullable CachedSender cached;

    private record CachedSender(SmtpAccount account, SmtpSender sender) {}

    SenderCache(ActiveAccount account, TargetPolicy policy, Clock clock) {
        this.account = account;
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

    @Override
    public Class<?> getTargetClass() {
        return JavaMailSender.class;
    }

    @Override
    public SmtpSender getTarget() {
        if (account.current() instanceof ActiveAccount.Ready ready) {
            return of(ready.account());
        }
        throw new MailSendException("The mail settings are not complete");
    }
}
