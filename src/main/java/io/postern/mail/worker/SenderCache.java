package io.postern.mail.worker;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.smtp.SmtpSender;
import io.postern.outbound.TargetPolicy;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.aop.TargetSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The senders of the stored settings. One is made again when its settings change, since making one reads certificates. */
@Component
class SenderCache implements TargetSource {

    private final ActiveAccount account;
    private final TargetPolicy policy;
    private final Clock clock;
    private final Map<Integer, CachedSender> cached = new ConcurrentHashMap<>();

    private record CachedSender(SmtpAccount account, SmtpSender sender) {}

    SenderCache(ActiveAccount account, TargetPolicy policy, Clock clock) {
        this.account = account;
        this.policy = policy;
        this.clock = clock;
    }

    SmtpSender of(ActiveAccount.Ready ready) {
        SmtpAccount wanted = ready.account();
        return cached.compute(
                        ready.server(),
                        (id, known) -> known != null && known.account().equals(wanted)
                                ? known
                                : new CachedSender(wanted, new SmtpSender(wanted, policy, clock)))
                .sender();
    }

    @Override
    public Class<?> getTargetClass() {
        return JavaMailSender.class;
    }

    @Override
    public SmtpSender getTarget() {
        return account.servers().stream()
                .filter(server -> server.state() instanceof ActiveAccount.Ready)
                .map(server -> of((ActiveAccount.Ready) server.state()))
                .findFirst()
                .orElseThrow(() -> new MailSendException("The mail settings are not complete"));
    }
}
