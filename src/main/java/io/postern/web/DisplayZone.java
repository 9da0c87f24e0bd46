package io.postern.web;

import java.time.ZoneId;

/** The time zone in which pages show times. At most one bean. Without one it is UTC. */
public interface DisplayZone {

    ZoneId zone();
}
