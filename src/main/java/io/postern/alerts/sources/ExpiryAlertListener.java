package io.postern.alerts.sources;

import static io.postern.alerts.AlertComponent.MAIL;
import static io.postern.alerts.Severity.ERROR;
import static io.postern.alerts.Severity.WARNING;

import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.mail.FromDomain;
import io.postern.mail.MailPaths;
import io.postern.mail.OAuthSecret;
import io.postern.mail.ServerCertificateExpiring;
import io.postern.mail.ServerCertificateRenewed;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Raises an alert for what ends soon at a mail server, or has ended for its From domain, and resolves it once that is renewed or right.
 */
@Component
class ExpiryAlertListener {

    private static final String CERTIFICATE = "certificate-expiring:";
    private static final String FROM_DOMAIN = "from-domain:";
    private static final String CLIENT_SECRET = "client-secret-expiring";

    private final Alerts alerts;

    ExpiryAlertListener(Alerts alerts) {
        this.alerts = alerts;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ServerCertificateExpiring expiring) {
        AlertText text = AlertText.message(
                "alerts.text.certificate-expiring",
                expiring.host(),
                LocalDate.ofInstant(expiring.notAfter(), ZoneOffset.UTC).toString());
        alerts.raise(new NewAlert(WARNING, MAIL, CERTIFICATE + expiring.host(), text, MailPaths.SETTINGS));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ServerCertificateRenewed fine) {
        alerts.resolve(CERTIFICATE + fine.host());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(OAuthSecret.Expiring expiring) {
        String lastDay = expiring.lastDay().toString();
        String page = MailPaths.server(expiring.server());
        AlertText text = page.equals(MailPaths.SETTINGS)
                ? AlertText.message("alerts.text.client-secret-expiring", lastDay)
                : AlertText.message("alerts.text.client-secret-expiring-backup", expiring.name(), lastDay);
        alerts.raise(new NewAlert(WARNING, MAIL, clientSecret(expiring.server()), text, page));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(OAuthSecret.Renewed fine) {
        alerts.resolve(clientSecret(fine.server()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(FromDomain.Failing failing) {
        AlertText text = AlertText.message("alerts.text.from-domain-failing", failing.name());
        alerts.raise(
                new NewAlert(ERROR, MAIL, FROM_DOMAIN + failing.domain(), text, MailPaths.domain(failing.domain())));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(FromDomain.Good fine) {
        alerts.resolve(FROM_DOMAIN + fine.domain());
    }

    /** One for each server; the primary's is called as it was while there was no other. */
    private static String clientSecret(int server) {
        return MailPaths.server(server).equals(MailPaths.SETTINGS) ? CLIENT_SECRET : CLIENT_SECRET + ":" + server;
    }
}
