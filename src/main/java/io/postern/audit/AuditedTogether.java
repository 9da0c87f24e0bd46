package io.postern.audit;

import java.util.List;

/** Several events of one transaction, each with a line of its own; these are written at once, which costs less than one by one. */
public record AuditedTogether(List<? extends Audited> events) {}
