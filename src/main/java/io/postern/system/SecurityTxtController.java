package io.postern.system;

import io.postern.installation.Installation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells who found a vulnerability whom to write to (RFC 9116), once the operator has named somebody. */
@Controller
class SecurityTxtController {

    private static final MediaType PLAIN_TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    /** Each answer counts from now, so the file never expires; the RFC wants less than a year. */
    private static final Duration VALID = Duration.ofDays(90);

    private final SecurityTxtProperties properties;
    private final Installation installation;
    private final Clock clock;

    SecurityTxtController(SecurityTxtProperties properties, Installation installation, Clock clock) {
        this.properties = properties;
        this.installation = installation;
        this.clock = clock;
    }

    @GetMapping(SystemPaths.SECURITY_TXT)
    ResponseEntity<String> file() {
        if (properties.contact() == null) {
            return ResponseEntity.notFound().build();
        }
        URI address = installation.current().publicUrl();
        String text = line("Contact", properties.contact())
                + line("Expires", clock.instant().plus(VALID).truncatedTo(ChronoUnit.DAYS))
                + line("Preferred-Languages", "en, de")
                + line("Policy", properties.policy())
                + line("Canonical", address == null ? null : address + SystemPaths.SECURITY_TXT);
        return ResponseEntity.ok().contentType(PLAIN_TEXT).body(text);
    }

    private static String line(String field, @Nullable Object value) {
        return value == null ? "" : field + ": " + value + "\r\n";
    }
}
