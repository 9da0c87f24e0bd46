package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTests {

    @Test
    void knowsAPublishedExample() {
        // scipy.stats.mannwhitneyu(range(10), range(5, 15), method="asymptotic") gives U = 12.5
        assertThat(MannWhitney.p(numbers(0, 10), numbers(5, 15))).isCloseTo(0.00508, within(0.0005));
    }

    @Test
    void tellsAShiftFromNone() {
        assertThat(MannWhitney.p(numbers(0, 50), numbers(0, 50))).isGreaterThan(0.9);
        assertThat(MannWhitney.p(numbers(0, 50), numbers(20, 70))).isLessThan(0.001);
    }

    private static List<Long> numbers(int from, int to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
