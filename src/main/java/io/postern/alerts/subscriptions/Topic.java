package io.postern.alerts.subscriptions;

import io.postern.alerts.Severity;

/** What a user subscribes to: alerts of one component and severity. */
public record Topic(String component, Severity severity) {

    /** The name of the form's field. A bracket is percent-encoded, or Spring would take the field for an array. */
    String field() {
        return component.replace("%", "%25").replace("[", "%5B") + "." + severity.name();
    }
}
