package io.postern.webhook;

import java.util.Map;

/** What webhooks may be asked to tell; the room that has it told says so. */
public interface WebhookSubjects {

    /** The names of the severities with their message keys, by rank from 0. */
    Map<String, String> severities();

    /** The rank of what a webhook tells unless somebody chooses otherwise. */
    int usualSeverity();

    /** The stored name of a component, however it is written. */
    String component(String typed);
}
