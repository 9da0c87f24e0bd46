package io.postern.system;

/**
 * Scheduled work was seen to run. Published at each look.
 *
 * @param task its class and method, without the package
 */
public record TickRunning(String task) {}
