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
import org.springframework.web.servlet.ModelAndView;

/** The page on which somebody chooses which alerts come by mail. */
@Component
public class SubscriptionPage {

    private static final List<String> OWN =
            Arrays.stream(AlertComponent.values()).map(AlertComponent::name).toList();

    /** With more, the form would be slow to show and too large to submit. */
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

    /**
     * What the page shows.
     *
     * @param others how many components other systems have
     * @param q the text by which they are narrowed down
     * @param minutes at least so many between two mails
     */
    record Page(
            int others,
            String q,
            List<NoMailReason> noMailReasons,
            String address,
            String digestTime,
            long minutes,
            List<Option> frequencies,
            List<Row> rows) {

        public int most() {
            return MOST_OTHERS;
        }

        public Severity[] severities() {
            return Severity.values();
        }
    }

    /** A component with the choice for each severity. */
    record Row(String name, List<Cell> cells) {}

    /** The choice for one severity. The field is named after the topic. */
    record Cell(String field, Severity severity, String value) {}

    public ModelAndView show(User user, Locale language) {
        return show(user, "", Map.of(), language);
    }

    /**
     * Makes the page.
     *
     * @param q part of the names of other systems' components to be shown; blank for the first ones
     * @param typed by field, what was chosen and is not saved yet
     */
    ModelAndView show(User user, String q, Map<String, String> typed, Locale language) {
        AlertRecipients.Reader reader = recipients.reader(user);
        Subscription subscription = reader.subscription();
        List<String> others = others(subscription);
        List<NoMailReason> noMailReasons = new ArrayList<>(recipients.reasonsForAll());
        noMailReasons.addAll(reader.noMailReasons());
        Page page = new Page(
                others.size(),
                q,
                noMailReasons,
                user.email().map(Object::toString).orElse(""),
                settings.digestTime().toString(),
                properties.mailInterval().toMinutes(),
                Arrays.stream(MailFrequency.values())
                        .map(each -> Option.ofMessage(each.code(), each.messageKey()))
                        .toList(),
                withOwn(shown(others, q, subscription))
                        .map(component -> row(component, typed, subscription, language))
                        .toList());
        return new ModelAndView("alerts/subscription", "page", page);
    }

    /** Postern's own components, the entry for all others, and others that have alerts or were chosen. */
    List<String> components(Subscription subscription) {
        return withOwn(others(subscription)).toList();
    }

    private static Stream<String> withOwn(List<String> others) {
        return Stream.of(OWN, List.of(Subscription.OTHERS), others).flatMap(List::stream);
    }

    private List<String> others(Subscription subscription) {
        Set<String> others = new TreeSet<>(alerts.components());
        subscription.chosen().keySet().forEach(topic -> others.add(topic.component()));
        OWN.forEach(others::remove);
        others.remove(Subscription.OTHERS);
        return List.copyOf(others);
    }

    /** The components whose names contain the text, those with a choice first if there are too many. */
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
                            return new Cell(topic.field(), severity, frequency.code());
                        })
                        .toList());
    }
}
