package io.postern.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTests {

    @Test
    void theSameSeedDrawsTheSameFaults() {
        assertThat(Step.draw(7, 500, 700)).isEqualTo(Step.draw(7, 500, 700)).isNotEqualTo(Step.draw(8, 500, 700));
    }

    @Test
    void eachRunHasItsShareOfAllFaults() {
        assertThat(Step.draw(7, 20, 700)).extracting(Step::fault).contains(Step.Fault.values());
    }
}
