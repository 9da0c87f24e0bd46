package io.postern.alerts.list;

import io.postern.alerts.AlertMessages;
import io.postern.users.SignedInUser;
import io.postern.web.Bell;
import io.postern.web.PagePart;
import io.postern.web.Reader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Shows the bell to those who may view alerts. Pages of others don't query the database for it. */
@Component
class BellPart implements PagePart {

    private static final int SHOWN = 5;

    private final AlertList alerts;
    private final AlertMessages messages;

    BellPart(AlertList alerts, AlertMessages messages) {
        this.alerts = alerts;
        this.messages = messages;
    }

    @Override
    public void addTo(ModelAndView page, HttpServletRequest request) {
        boolean mayView = request.isUserInRole("ADMINISTRATOR") || request.isUserInRole("OPERATOR");
        if (mayView && Reader.signedIn().orElse(null) instanceof SignedInUser reader) {
            page.addObject("bell", bell(reader.id(), RequestContextUtils.getLocale(request)));
        }
    }

    private Bell bell(UUID reader, Locale language) {
        return new Bell(
                "/alerts",
                alerts.unread(reader, Bell.MOST),
                alerts.mostSevereUnread(reader, SHOWN).stream()
                        .map(alert -> new Bell.Entry(
                                messages.message(alert.severity().messageKey(), language),
                                alert.severity().badge(),
                                messages.text(alert.text(), language)))
                        .toList());
    }
}
