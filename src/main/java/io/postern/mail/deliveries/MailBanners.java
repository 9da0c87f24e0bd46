package io.postern.mail.deliveries;

import io.postern.database.DatabaseTime;
import io.postern.installation.Installation;
import io.postern.installation.InstallationPaths;
import io.postern.mail.MailPaths;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.ActiveAccount;
import io.postern.web.Banner;
import io.postern.web.PagePart;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Banners while no mail can leave, on the pages of those who can do something about it. */
@Component
public class MailBanners implements PagePart {

    private static final Duration LATE = Duration.ofMinutes(5);

    private final ActiveAccount account;
    private final Installation installation;
    private final QueueHold queueHold;
    private final QueueViews queues;
    private final Deliveries deliveries;
    private final DatabaseTime clock;

    MailBanners(
            ActiveAccount account,
            Installation installation,
            QueueHold queueHold,
            QueueViews queues,
            Deliveries deliveries,
            DatabaseTime clock) {
        this.account = account;
        this.installation = installation;
        this.queueHold = queueHold;
        this.queues = queues;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public void addTo(ModelAndView page, HttpServletRequest request) {
        if (request.isUserInRole("ADMINISTRATOR") || request.isUserInRole("OPERATOR")) {
            page.addObject("banners", current());
        }
    }

    /** The most important one first. */
    public List<Banner> current() {
        List<Banner> banners = new ArrayList<>();
        ActiveAccount.Current current = account.current();
        if (current instanceof ActiveAccount.Missing) {
            banners.add(new Banner("mail-not-configured", "mail.deliveries.banner.no-settings", MailPaths.SETTINGS));
        } else if (current instanceof ActiveAccount.Damaged) {
            banners.add(new Banner("mail-settings-damaged", "mail.deliveries.banner.damaged", MailPaths.SETTINGS));
        } else if (current instanceof ActiveAccount.DefaultCredentialsMissing) {
            SmtpProblem problem = SmtpProblem.DEFAULT_CREDENTIALS_MISSING;
            banners.add(new Banner(problem.code(), problem.causeKey(), MailPaths.SETTINGS));
        } else if (current instanceof ActiveAccount.SecretUnreadable) {
            banners.add(new Banner(
                    "mail-secret-unreadable", "mail.deliveries.banner.secret-unreadable", MailPaths.SETTINGS));
        }
        if (installation.current().publicUrl() == null) {
            banners.add(new Banner(
                    "public-url-missing", "mail.deliveries.banner.no-public-url", InstallationPaths.GENERAL));
        }
        QueueHold.Servers servers = queueHold.servers();
        if (servers.hold().isPresent()) {
            banners.add(hold(servers.hold().get()));
        } else if (banners.isEmpty() && servers.primaryAlone().isPresent()) {
            banners.add(new Banner("mail-through-backup", "mail.deliveries.banner.backup", MailPaths.SETTINGS));
        } else if (banners.isEmpty() && isLate()) {
            banners.add(new Banner("queue-late", "mail.deliveries.banner.late", MailPaths.DELIVERIES));
        }
        return banners;
    }

    private Banner hold(QueueHold.Hold hold) {
        if (hold.byPerson()) {
            return new Banner("queue-paused", "mail.deliveries.banner.paused", MailPaths.DELIVERIES);
        }
        QueueView queue = queues.of(hold);
        return queue.trying()
                ? new Banner("queue-held", queue.tryingKey(), List.of(queue.waiting()), MailPaths.DELIVERIES, true)
                : new Banner("queue-held", "mail.deliveries.banner.held", MailPaths.DELIVERIES);
    }

    private boolean isLate() {
        return deliveries
                .oldestDue(clock.instant())
                .filter(due -> due.isBefore(clock.instant().minus(LATE)))
                .isPresent();
    }
}
