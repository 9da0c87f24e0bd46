package io.postern.alerts;

/** What one subscribes to. */
record Topic(String component, Severity severity) {

    /** The name of its field in a form; a bracket, by which it would pass for an array, as in an address. */
    String field() {
        return component.replace("%", "%25").replace("[", "%5B") + "." + severity.name();
    }
}
