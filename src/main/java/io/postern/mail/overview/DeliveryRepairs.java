package io.postern.mail.overview;

import io.postern.mail.MailPaths;
import io.postern.mail.deliveries.MailBanners;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.QueueHold;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.web.Banner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Why mails wait: each banner about mail, with what shows it, and domains whose mails wait. */
@Component
@Order(1)
class DeliveryRepairs implements RepairSource {

    private static final int SHOWN = 5;

    private final MailBanners banners;
    private final QueueHold queueHold;
    private final DomainHold domainHold;

    DeliveryRepairs(MailBanners banners, QueueHold queueHold, DomainHold domainHold) {
        this.banners = banners;
        this.queueHold = queueHold;
        this.domainHold = domainHold;
    }

    @Override
    public List<Repair> repairs() {
        List<Repair> repairs = new ArrayList<>();
        for (Banner banner : banners.current()) {
            String href = banner.href();
            // The public address is another room's entry.
            if (href != null && (href.equals(MailPaths.SETTINGS) || href.equals(MailPaths.DELIVERIES))) {
                repairs.add(ofBanner(banner, href));
            }
        }
        Map<String, ?> domains = domainHold.nextProbes();
        if (!domains.isEmpty()) {
            repairs.add(Repair.of(
                            Severity.WARNING,
                            "domain-held",
                            Text.of("mail.overview.repair.domain-held", domains.size()),
                            MailPaths.DELIVERIES)
                    .because(domains.keySet().stream()
                            .sorted()
                            .limit(SHOWN)
                            .map(domain -> Text.of("mail.overview.repair.domain", domain))
                            .toList()));
        }
        return repairs;
    }

    private Repair ofBanner(Banner banner, String href) {
        Repair repair = Repair.of(Severity.ERROR, banner.code(), Text.of(banner.messageKey()), href);
        QueueHold.Servers servers = queueHold.servers();
        if (banner.code().equals("mail-through-backup")
                && servers.primaryAlone().isPresent()) {
            return Repair.of(Severity.WARNING, banner.code(), Text.of(banner.messageKey()), href)
                    .because(StatePart.reasons(servers.primaryAlone().get()));
        }
        Optional<QueueHold.Hold> hold = servers.hold();
        if (hold.isEmpty() || !MailPaths.DELIVERIES.equals(href)) {
            return repair;
        }
        return hold.get().byPerson() ? repair.curedBy(StatePart.RESUME) : repair.because(StatePart.reasons(hold.get()));
    }
}
