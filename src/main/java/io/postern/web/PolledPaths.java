package io.postern.web;

import java.util.Set;

/**
 * What a page that is open asks for by itself, for administrators and operators. Nobody made these requests, so that they keep no
 * session alive; they only read.
 */
public final class PolledPaths {

    public static final String BELL = "/alerts/bell";
    public static final String QUEUE = "/deliveries/queue";

    public static final Set<String> PATHS = Set.of(BELL, QUEUE);

    private PolledPaths() {}
}
