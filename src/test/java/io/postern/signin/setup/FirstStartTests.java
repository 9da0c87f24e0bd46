package io.postern.signin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class FirstStartTests {

    @Test
    void linksToThisProcessUntilThePublicAddressIsKnown() {
        assertThat(FirstStart.address(null, 8080, "")).isEqualTo("http://localhost:8080");
        assertThat(FirstStart.address(null, 8080, "/below")).isEqualTo("http://localhost:8080/below");
        assertThat(FirstStart.address(URI.create("https://postern.example/below"), 8080, "/below"))
                .isEqualTo("https://postern.example/below");
    }
}
