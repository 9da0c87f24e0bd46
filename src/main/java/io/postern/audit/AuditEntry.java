package io.postern.audit;

/** An event that only the trail hears. */
public record AuditEntry(String action, String subject) implements Audited {}
