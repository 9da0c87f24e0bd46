package io.postern.audit;

/** A principal that the trail can name. */
public interface Actor {

    /** The name under which it is known, for example the username. */
    String auditName();
}
