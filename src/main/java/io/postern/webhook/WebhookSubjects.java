package io.postern.webhook;

import java.util.Map;

/** What webhooks can tell. The room that uses them implements it. */
public interface WebhookSubjects {

    /** The names of the severities with their message keys, by rank from 0. */
    Map<String, String> severities();

    /** The default of the lowest rank that a webhook tells. */
    int usualSeverity();

    /** The stored name of a component that somebody typed. */
    String component(String typed);
}
