package io.postern.alerts.subscriptions;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertMessages;
import io.postern.alerts.AlertProperties;
import io.postern.alerts.Severity;
import io.postern.alerts.list.AlertList;
import io.postern.alerts.settings.AlertSettings;
import io.postern.users.User;
import io.postern.web.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the page on which somebody chooses which alerts come by mail. */
@Component
public class SubscriptionPage {

    private static final List<String> OWN =
            Arrays.stream(AlertComponent.values()).map(AlertComponent::name).toList();

    /** A form of more is slow to show, and in the end too large to be taken. */
    private static final int MOST_OTHERS = 50;

    private final AlertRecipients recipients;
    private final AlertList alerts;
    private final AlertSettings settings;
    private final AlertProperties properties;
    private final AlertMessages messages;

    SubscriptionPage(
            AlertRecipients recipients,
            AlertList alerts,
            AlertSettings settings,
            AlertProperties properties,
            AlertMessages messages) {
        this.recipients = recipients;
        this.alerts = alerts;
        this.settings = settings;
        this.properties = properties;
        this.messages = messages;
    }

    /** A component with what was chosen of each severity. */
    record Row(String name, List<Cell> cells) {}

    /** The choice of one severity; the field's name is that of the topic. */
    record Cell(String field, Severity severity, String value) {}

    public String show(User user, Model model, Locale language) {
        return show(user, "", Map.of(), model, language);
    }

    /**
     * Fills the model of the page.
     *
     * @param q part of the names of other systems' components to be shown; blank for those that come first
     * @param typed by field, what was chosen and is not saved yet
     */
    public String show(User user, String q, Map<String, String> typed, Model model, Locale language) {
        AlertRecipients.Reader reader = recipients.reader(user);
        List<String> others = others(reader.subscription());
        model.addAttribute("q", q);
        model.addAttribute("others", others.size());
        model.addAttribute("most", MOST_OTHERS);
        List<NoMailReason> noMailReasons = new ArrayList<>(recipients.reasonsForAll());
        noMailReasons.addAll(reader.noMailReasons());
        model.addAttribute("noMailReasons", noMailReasons);
        model.addAttribute("address", user.email().map(Object::toString).orElse(""));
        model.addAttribute("digestTime", settings.digestTime().toString());
        model.addAttribute("minutes", properties.mailInterval().toMinutes());
        model.addAttribute("severities", Severity.values());
        model.addAttribute(
                "frequencies",
                Arrays.stream(MailFrequency.values())
                        .map(each -> new Option(each.value(), messages.message(each.messageKey(), language)))
                        .toList());
        model.addAttribute(
                "rows",
                Stream.of(OWN, List.of(Subscription.OTHERS), shown(others, q, reader.subscription()))
                        .flatMap(List::stream)
                        .map(component -> row(component, typed, reader.subscription(), language))
                        .toList());
        return "alerts/subscription";
    }

    /** Postern's own, all others together, and those of the others that occurred or were chosen. */
    List<String> components(Subscription subscription) {
        return Stream.of(OWN, List.of(Subscription.OTHERS), others(subscription))
                .flatMap(List::stream)
                .toList();
    }

    private List<String> others(Subscription subscription) {
        Set<String> others = new TreeSet<>(alerts.components());
        subscription.chosen().keySet().forEach(topic -> others.add(topic.component()));
        OWN.forEach(others::remove);
        others.remove(Subscription.OTHERS);
        return List.copyOf(others);
    }

    /** Those whose name has the text in it, of these first the ones for which something was chosen. */
    private static List<String> shown(List<String> others, String q, Subscription subscription) {
        Set<String> chosen =
                subscription.chosen().keySet().stream().map(Topic::component).collect(Collectors.toSet());
        String part = q.toLowerCase(Locale.ROOT);
        return others.stream()
                .filter(component -> component.toLowerCase(Locale.ROOT).contains(part))
                .sorted(Comparator.comparing((String component) -> !chosen.contains(component)))
                .limit(MOST_OTHERS)
                .sorted()
                .toList();
    }

    private Row row(String component, Map<String, String> typed, Subscription subscription, Locale language) {
        String name = component.equals(Subscription.OTHERS)
                ? messages.message("alerts.subscription.others", language)
                : messages.component(component, language);
        return new Row(
                name,
                Arrays.stream(Severity.values())
                        .map(severity -> {
                            Topic topic = new Topic(component, severity);
                            MailFrequency frequency = Optional.ofNullable(typed.get(topic.field()))
                                    .flatMap(MailFrequency::named)
                                    .orElseGet(() -> subscription.frequency(topic));
                            return new Cell(topic.field(), severity, frequency.value());
                        })
                        .toList());
    }
}
