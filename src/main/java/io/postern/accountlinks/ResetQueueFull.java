package io.postern.accountlinks;

/**
 * Requests for a reset are refused, since too many wait. Published once for each window.
 *
 * @param waiting how many wait at least
 */
public record ResetQueueFull(int waiting) {}
