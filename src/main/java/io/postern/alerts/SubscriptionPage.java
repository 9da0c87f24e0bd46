package io.postern.alerts;

import io.postern.users.User;
import io.postern.web.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the page on which somebody chooses what to be told by mail. */
@Component
class SubscriptionPage {

    private final AlertRecipients recipients;
    private final AlertList alerts;
    private final AlertSettings settings;
    private final AlertProperties properties;
    private final AlertWords words;

    SubscriptionPage(
            AlertRecipients recipients,
            AlertList alerts,
            AlertSettings settings,
            AlertProperties properties,
            AlertWords words) {
        this.recipients = recipients;
        this.alerts = alerts;
        this.settings = settings;
        this.properties = properties;
        this.words = words;
    }

    /** A component with what was chosen of each severity. */
    record Row(String name, List<Cell> cells) {}

    /** The choice of one severity; the field's name is that of the topic. */
    record Cell(String field, Severity severity, String value) {}

    String show(User user, Model model, Locale language) {
        AlertRecipients.Reader reader = recipients.reader(user);
        List<Obstacle> obstacles = new ArrayList<>(recipients.general());
        obstacles.addAll(reader.obstacles());
        model.addAttribute("obstacles", obstacles);
        model.addAttribute("address", user.email().map(Object::toString).orElse(""));
        model.addAttribute("digestTime", settings.digestTime().toString());
        model.addAttribute("minutes", properties.mailInterval().toMinutes());
        model.addAttribute("severities", Severity.values());
        model.addAttribute(
                "mailings",
                Arrays.stream(Mailing.values())
                        .map(each -> new Option(each.value(), words.say(each.messageKey(), language)))
                        .toList());
        model.addAttribute(
                "rows",
                components(reader.subscription()).stream()
                        .map(component -> row(component, reader.subscription(), language))
                        .toList());
        return "alerts/subscription";
    }

    /** Postern's own, all others together, and those of the others that occurred or were chosen. */
    List<String> components(Subscription subscription) {
        List<String> components =
                new ArrayList<>(Arrays.stream(Part.values()).map(Part::name).toList());
        components.add(Subscription.OTHERS);
        Set<String> others = new TreeSet<>(alerts.components());
        subscription.chosen().keySet().forEach(topic -> others.add(topic.component()));
        components.forEach(others::remove);
        components.addAll(others);
        return components;
    }

    private Row row(String component, Subscription subscription, Locale language) {
        String name = component.equals(Subscription.OTHERS)
                ? words.say("alerts.subscription.others", language)
                : words.component(component, language);
        return new Row(
                name,
                Arrays.stream(Severity.values())
                        .map(severity -> {
                            Topic topic = new Topic(component, severity);
                            return new Cell(
                                    topic.field(),
                                    severity,
                                    subscription.to(topic).value());
                        })
                        .toList());
    }
}
