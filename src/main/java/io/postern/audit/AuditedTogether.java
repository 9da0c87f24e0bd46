package io.postern.audit;

import java.util.List;

/** Several events of one transaction. Each has its own line, but all are written at once, which costs less. */
public record AuditedTogether(List<? extends Audited> events) {}
