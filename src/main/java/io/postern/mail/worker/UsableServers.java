package io.postern.mail.worker;

import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.ServerHold;
import io.postern.mail.settings.ActiveAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which mail servers can be used. */
@Component
class UsableServers {

    private final ActiveAccount account;
    private final QueueHold queueHold;
    private final ServerHold serverHold;

    UsableServers(ActiveAccount account, QueueHold queueHold, ServerHold serverHold) {
        this.account = account;
        this.queueHold = queueHold;
        this.serverHold = serverHold;
    }

    /** Those with complete settings, in their order. Where there are several, one without is put on hold. */
    List<ActiveAccount.Ready> inOrder() {
        List<ActiveAccount.Server> servers = account.servers();
        List<ActiveAccount.Ready> usable = new ArrayList<>();
        for (ActiveAccount.Server server : servers) {
            if (server.state() instanceof ActiveAccount.Ready ready) {
                usable.add(ready);
            } else if (servers.size() > 1 && !queueHold.servers().held().containsKey(server.id())) {
                serverHold.hold(server.id(), problem(server.state()).code());
            }
        }
        return usable;
    }

    private static SmtpProblem problem(ActiveAccount.Current state) {
        if (state instanceof ActiveAccount.SecretUnreadable) {
            return SmtpProblem.SECRET_UNREADABLE;
        }
        return state instanceof ActiveAccount.DefaultCredentialsMissing
                ? SmtpProblem.DEFAULT_CREDENTIALS_MISSING
                : SmtpProblem.UNEXPECTED;
    }

    /** The one through which mail goes, of these. */
    static Optional<ActiveAccount.Ready> firstFree(List<ActiveAccount.Ready> servers, QueueHold.Servers holds) {
        return servers.stream()
                .filter(server -> !holds.held().containsKey(server.server()))
                .findFirst();
    }

    /** Whether mail goes through this one now, and nobody has changed its settings. */
    boolean isToBeUsed(ActiveAccount.Ready server) {
        return firstFree(inOrder(), queueHold.servers())
                .filter(free -> free.server() == server.server() && free.version() == server.version())
                .isPresent();
    }
}
