package io.postern.alerts.subscriptions;

import io.postern.alerts.Severity;

/** What one subscribes to. */
public record Topic(String component, Severity severity) {

    /** The name of its field in a form; a bracket, by which it would pass for an array, as in an address. */
    String field() {
        return component.replace("%", "%25").replace("[", "%5B") + "." + severity.name();
    }
}
