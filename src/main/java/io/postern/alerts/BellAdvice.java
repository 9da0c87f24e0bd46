package io.postern.alerts;

import io.postern.users.SignedInUser;
import io.postern.web.Bell;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Hangs the bell on the pages of those who may view alerts; nobody else's page asks the database for them. */
@ControllerAdvice
class BellAdvice {

    private static final int SHOWN = 5;

    private final AlertList alerts;
    private final AlertWords words;

    BellAdvice(AlertList alerts, AlertWords words) {
        this.alerts = alerts;
        this.words = words;
    }

    @ModelAttribute("bell")
    @Nullable
    Bell bell(HttpServletRequest request, @AuthenticationPrincipal @Nullable SignedInUser reader, Locale language) {
        boolean mayView = request.isUserInRole("ADMINISTRATOR") || request.isUserInRole("OPERATOR");
        if (reader == null || !mayView) {
            return null;
        }
        return new Bell(
                "/alerts",
                alerts.unread(reader.id(), Bell.MOST),
                alerts.mostSevereUnread(reader.id(), SHOWN).stream()
                        .map(alert -> new Bell.Entry(
                                words.say(alert.severity().messageKey(), language),
                                alert.severity().badge(),
                                words.text(alert.text(), language)))
                        .toList());
    }
}
