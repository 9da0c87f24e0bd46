package io.postern.alerts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody wants to be told by mail.
 *
 * @param chosen where it differs from the usual
 */
record Subscription(Map<Topic, Mailing> chosen) {

    /** Stands for all components that other systems name. */
    static final String OTHERS = "*";

    static final Subscription STANDARD = new Subscription(Map.of());

    Mailing to(Topic topic) {
        Mailing mailing = chosen.get(topic);
        return mailing == null ? otherwise(topic) : mailing;
    }

    /** What holds of a topic for which nothing was chosen. */
    Mailing otherwise(Topic topic) {
        Mailing standard = Mailing.standard(topic.severity());
        boolean other = !topic.component().equals(OTHERS)
                && Part.named(topic.component()).isEmpty();
        return other ? chosen.getOrDefault(new Topic(OTHERS, topic.severity()), standard) : standard;
    }

    /** The same without what holds anyway, so that a component that appears later follows the others. */
    Subscription reduced() {
        Map<Topic, Mailing> reduced = new HashMap<>(chosen);
        reduced.entrySet().removeIf(each -> otherwise(each.getKey()) == each.getValue());
        return new Subscription(reduced);
    }

    /** Whether nothing is wanted at all. */
    boolean isEmpty() {
        List<String> components = new ArrayList<>(List.of(OTHERS));
        Arrays.stream(Part.values()).map(Part::name).forEach(components::add);
        return chosen.values().stream().allMatch(mailing -> mailing == Mailing.NONE)
                && components.stream()
                        .flatMap(component ->
                                Arrays.stream(Severity.values()).map(severity -> new Topic(component, severity)))
                        .allMatch(topic -> to(topic) == Mailing.NONE);
    }

    /** Those of the topics that are wanted at once. */
    Set<Topic> atOnce(Collection<Topic> topics) {
        return topics.stream().filter(topic -> to(topic) == Mailing.AT_ONCE).collect(Collectors.toSet());
    }

    /** Those of the topics that are wanted in the summary, which repeats what was told at once. */
    Set<Topic> inDigest(Collection<Topic> topics) {
        return topics.stream().filter(topic -> to(topic) != Mailing.NONE).collect(Collectors.toSet());
    }
}
