package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.received.SeenSelectors.SeenSelector;
import io.postern.testing.Databases;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class SeenSelectorsIT {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final SeenSelectors selectors;

    SeenSelectorsIT(Databases.Kind kind) {
        selectors = new SeenSelectors(JdbcClient.create(Databases.migrated(kind)), now::get);
    }

    @Test
    void listsTheKeysOfADomainTheNewestFirst() {
        selectors.remember("Corp.Example", "corp.example", "old");
        now.set(NOON.plusSeconds(60));
        selectors.remember("corp.example", "Relay.example", "S1");
        selectors.remember("other.example", "other.example", "x");

        assertThat(selectors.of("CORP.example"))
                .containsExactly(
                        new SeenSelector("relay.example", "s1", NOON.plusSeconds(60)),
                        new SeenSelector("corp.example", "old", NOON));

        now.set(NOON.plusSeconds(120));
        selectors.remember("corp.example", "corp.example", "old");
        assertThat(selectors.of("corp.example"))
                .extracting(SeenSelector::seen)
                .containsExactly(NOON.plusSeconds(120), NOON.plusSeconds(60));
    }

    @Test
    void passesOverNamesTooLongForDns() {
        selectors.remember("corp.example", "corp.example", "s".repeat(256));
        assertThat(selectors.of("corp.example")).isEmpty();
    }
}
