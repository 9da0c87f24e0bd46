package io.postern.system;

/**
 * Scheduled work stands still. Published each minute while it does.
 *
 * @param task its class and method, without the package
 */
public record TickStalled(String task) {}
