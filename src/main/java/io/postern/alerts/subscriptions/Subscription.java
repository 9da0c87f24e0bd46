package io.postern.alerts.subscriptions;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts a user wants by mail.
 *
 * @param chosen the choices that differ from the default
 */
public record Subscription(Map<Topic, MailFrequency> chosen) {

    /** Stands for all components that other systems name. */
    static final String OTHERS = "*";

    static final Subscription STANDARD = new Subscription(Map.of());

    MailFrequency frequency(Topic topic) {
        MailFrequency frequency = chosen.get(topic);
        return frequency == null ? defaultFrequency(topic) : frequency;
    }

    /** What counts for a topic without a choice. */
    MailFrequency defaultFrequency(Topic topic) {
        MailFrequency standard = MailFrequency.standard(topic.severity());
        boolean other = !topic.component().equals(OTHERS)
                && AlertComponent.named(topic.component()).isEmpty();
        return other ? chosen.getOrDefault(new Topic(OTHERS, topic.severity()), standard) : standard;
    }

    /** This without choices that equal the default, so that a new component follows the entry for all others. */
    Subscription withoutDefaults() {
        Map<Topic, MailFrequency> reduced = new HashMap<>(chosen);
        reduced.entrySet().removeIf(each -> defaultFrequency(each.getKey()) == each.getValue());
        return new Subscription(reduced);
    }

    /** Whether the user wants nothing. */
    boolean isEmpty() {
        List<String> components = new ArrayList<>(List.of(OTHERS));
        Arrays.stream(AlertComponent.values()).map(AlertComponent::name).forEach(components::add);
        return chosen.values().stream().allMatch(frequency -> frequency == MailFrequency.NONE)
                && components.stream()
                        .flatMap(component ->
                                Arrays.stream(Severity.values()).map(severity -> new Topic(component, severity)))
                        .allMatch(topic -> frequency(topic) == MailFrequency.NONE);
    }

    /** The topics that are wanted at once. */
    public Set<Topic> atOnce(Collection<Topic> topics) {
        return topics.stream()
                .filter(topic -> frequency(topic) == MailFrequency.AT_ONCE)
                .collect(Collectors.toSet());
    }

    /** The topics that are wanted in the summary. It repeats what was sent at once. */
    public Set<Topic> inDigest(Collection<Topic> topics) {
        return topics.stream()
                .filter(topic -> frequency(topic) != MailFrequency.NONE)
                .collect(Collectors.toSet());
    }
}
