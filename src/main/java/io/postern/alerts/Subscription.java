package io.postern.alerts;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody wants to be told by mail.
 *
 * @param chosen where it differs from the usual
 */
record Subscription(Map<Topic, Mailing> chosen) {

    static final Subscription STANDARD = new Subscription(Map.of());

    Mailing to(Topic topic) {
        return chosen.getOrDefault(topic, Mailing.standard(topic.severity()));
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
