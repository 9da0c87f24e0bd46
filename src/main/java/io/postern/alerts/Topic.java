package io.postern.alerts;

/** What one subscribes to. */
record Topic(String component, Severity severity) {

    /** The name of its field in a form. */
    String field() {
        return component + "." + severity.name();
    }
}
