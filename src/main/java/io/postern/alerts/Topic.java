package io.postern.alerts;

/** What one subscribes to. */
record Topic(String component, Severity severity) {}
