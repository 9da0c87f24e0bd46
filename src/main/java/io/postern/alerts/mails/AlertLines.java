package io.postern.alerts.mails;

import io.postern.alerts.Alert;
import io.postern.alerts.AlertMessages;
import io.postern.alerts.AlertText;
import io.postern.mail.Letter;
import io.postern.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts as a mail lists them, in one language: by component, the one with the most severe alert first. */
final class AlertLines {

    private static final int LONGEST_SUBJECT = 150;

    private final AlertMessages messages;
    private final Locale language;
    private final ZoneId zone;

    AlertLines(AlertMessages messages, Locale language, ZoneId zone) {
        this.messages = messages;
        this.language = language;
        this.zone = zone;
    }

    String subject(String name, AlertMailQuery.Selection alerts) {
        boolean resolved = alerts.shown().stream().allMatch(AlertLines::isResolved)
                && alerts.shown().size() == alerts.total();
        if (alerts.total() > 1) {
            String key = resolved ? "alerts.mail.subject.several-resolved" : "alerts.mail.subject.several";
            return messages.message(key, language, name, alerts.total());
        }
        Alert alert = alerts.shown().get(0);
        String text = text(alert);
        if (resolved) {
            String rest = messages.message("alerts.mail.subject.resolved", language, name, "");
            String fitting = AlertText.cut(text, Math.max(1, LONGEST_SUBJECT - rest.length()));
            return messages.message("alerts.mail.subject.resolved", language, name, fitting);
        }
        String subject = messages.message("alerts.mail.subject.one", language, name, severity(alert), text);
        return AlertText.cut(subject, LONGEST_SUBJECT);
    }

    /**
     * What a list of mails shows beside the subject.
     *
     * @param told whether the subject tells the only alert
     */
    String preheader(AlertMailQuery.Selection alerts, boolean told) {
        String said = told && alerts.total() == 1
                ? note(alerts.shown().get(0))
                : alerts.shown().stream()
                        .map(alert -> label(alert) + ": " + text(alert))
                        .collect(Collectors.joining(" · "));
        return AlertText.cut(said, LONGEST_SUBJECT);
    }

    private static boolean isResolved(Alert alert) {
        return alert.resolvedAt() != null;
    }

    Letter.Listing listing(AlertMailQuery.Selection alerts) {
        Map<String, List<Letter.Item>> byComponent = new LinkedHashMap<>();
        for (Alert alert : alerts.shown()) {
            byComponent
                    .computeIfAbsent(alert.component(), component -> new ArrayList<>())
                    .add(item(alert));
        }
        List<Letter.Section> sections = new ArrayList<>();
        byComponent.forEach(
                (component, items) -> sections.add(new Letter.Section(messages.component(component, language), items)));
        int more = alerts.total() - alerts.shown().size();
        @Nullable String left = more == 0 ? null : messages.message("alerts.mail.more", language, more);
        return new Letter.Listing(sections, left);
    }

    String zone() {
        return zone.getId();
    }

    private Letter.Item item(Alert alert) {
        return new Letter.Item(tone(alert), label(alert), text(alert), note(alert));
    }

    private String note(Alert alert) {
        List<String> notes = new ArrayList<>();
        if (alert.text().detail() == null) {
            notes.add(messages.detail(alert.text(), language));
        }
        notes.add(
                alert.occurrences() == 1
                        ? messages.message("alerts.mail.once", language, at(alert.lastAt()))
                        : messages.message("alerts.mail.times", language, alert.occurrences(), at(alert.lastAt())));
        notes.removeIf(String::isEmpty);
        return String.join(" ", notes);
    }

    /** The severity, or that it is over. */
    private String label(Alert alert) {
        return isResolved(alert) ? messages.message("alerts.state.resolved", language) : severity(alert);
    }

    private static Letter.Tone tone(Alert alert) {
        return isResolved(alert)
                ? Letter.Tone.RESOLVED
                : Letter.Tone.valueOf(alert.severity().name());
    }

    private String severity(Alert alert) {
        return messages.message(alert.severity().messageKey(), language);
    }

    /** A mail links to Postern only. Mail programs would make links of addresses in texts from outside, so these are broken up. */
    private String text(Alert alert) {
        String text = alert.lasted()
                .map(lasted -> messages.past(alert.text(), lasted, language))
                .orElseGet(() -> messages.text(alert.text(), language));
        return alert.text().verbatim() == null
                ? text
                : text.replace("://", "[:]//").replaceAll("(?i)\\bwww\\.", "www[.]");
    }

    private String at(Instant moment) {
        return Times.written(moment, language, zone);
    }
}
