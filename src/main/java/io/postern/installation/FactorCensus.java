package io.postern.installation;

import io.postern.installation.SecondFactorPolicy.Requirement;

/** Who has a second factor. */
public interface FactorCensus {

    /**
     * Enabled accounts.
     *
     * @param concerned of whom the requirement would ask one
     * @param without those of them who have none yet
     */
    record Figures(int concerned, int without) {}

    Figures figures(Requirement requirement);

    /** Whether a second factor can be added at present. Otherwise, nobody must be asked for one. */
    boolean canAdd();
}
