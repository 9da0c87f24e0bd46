package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.KnownSelectors.Selector;
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
                .containsExactly(new Selector("relay.example", "s1"), new Selector("corp.example", "old"));

        now.set(NOON.plusSeconds(120));
        selectors.remember("corp.example", "corp.example", "old");
        assertThat(selectors.of("corp.example")).extracting(Selector::selector).containsExactly("old", "s1");
    }

    @Test
    void passesOverNamesTooLongForDns() {
        selectors.remember("corp.example", "corp.example", "s".repeat(256));
        assertThat(selectors.of("corp.example")).isEmpty();
    }
}
