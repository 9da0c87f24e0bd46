package io.postern.accountlinks;

/**
 * Requests for a reset are not taken, since too many wait; told once for each window.
 *
 * @param waiting how many wait at least
 */
public record ResetQueueFull(int waiting) {}
