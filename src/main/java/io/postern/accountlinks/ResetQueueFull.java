package io.postern.accountlinks;

/**
 * Requests for a reset are refused because too many wait. Published once in each window.
 *
 * @param waiting how many wait at least
 */
public record ResetQueueFull(int waiting) {}
