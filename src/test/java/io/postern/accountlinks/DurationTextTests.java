package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTests {

    @Tag("case-27")
    @ParameterizedTest
    @CsvSource({
        "PT30M,30,minutes",
        "PT1H,60,minutes",
        "PT2H,2,hours",
        "PT150M,150,minutes",
        "PT24H,24,hours",
        "PT60H,60,hours",
        "P3D,3,days"
    })
    void aLetterSaysTheSameDuration(Duration lifetime, long count, String unit) {
        assertThat(DurationText.of(lifetime)).isEqualTo(new DurationText("accountlinks.mail." + unit, count));
    }
}
