package io.postern.api;

import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.web.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tokens that nobody answers for, or that nobody uses. */
@Component
@Order(5)
class ApiTokenRepairs implements RepairSource {

    private static final Duration UNUSED = Duration.ofDays(90);
    private static final int SHOWN = 5;

    private final ApiTokens tokens;
    private final Times times;
    private final Clock clock;

    ApiTokenRepairs(ApiTokens tokens, Times times, Clock clock) {
        this.tokens = tokens;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public List<Repair> repairs() {
        List<ApiToken> valid = tokens.notRevoked();
        List<Repair> repairs = new ArrayList<>();
        add(
                repairs,
                "api-token-of-disabled-user",
                Severity.WARNING,
                valid.stream().filter(ApiToken::resting).toList(),
                token -> Text.of("api.repair.token-of", token.name(), token.createdBy()));
        Instant longAgo = clock.instant().minus(UNUSED);
        add(
                repairs,
                "api-token-unused",
                Severity.ADVICE,
                valid.stream().filter(token -> lastUse(token).isBefore(longAgo)).toList(),
                token -> Text.of("api.repair.token-since", token.name(), times.local(lastUse(token))));
        return repairs;
    }

    private static void add(
            List<Repair> repairs,
            String code,
            Severity severity,
            List<ApiToken> found,
            Function<ApiToken, Text> evidence) {
        if (!found.isEmpty()) {
            repairs.add(Repair.of(severity, code, Text.of("api.repair." + code, found.size()), ApiTokensController.PATH)
                    .because(found.stream().limit(SHOWN).map(evidence).toList()));
        }
    }

    private static Instant lastUse(ApiToken token) {
        return token.lastUsedAt() == null ? token.createdAt() : token.lastUsedAt();
    }
}
