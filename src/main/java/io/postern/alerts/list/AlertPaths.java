package io.postern.alerts.list;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** The pages of alerts, and the settings of who hears of them. */
@Component
final class AlertPaths extends RoomPaths {

    /** The bell alone, for pages that stay open. */
    static final String BELL = "/alerts/bell";

    AlertPaths() {
        open(Access.ADMINISTRATORS, "/settings/alerts/**", "/users/{id}/alert-mails");
        open(Access.OPERATORS, "/alerts/**", "/alerts.csv", "/profile/alerts/**");
        polled(BELL);
        link("/settings/alerts", "web.open.settings-alerts");
        besideFormOf("/profile/alerts", "/digest");
    }
}
