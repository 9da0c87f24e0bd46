package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.ratelimit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Raises and ends alerts for whoever has a token. */
@RestController
class AlertsApiController {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int MOST_REFUSALS = 20;
    private static final Duration WINDOW = Duration.ofHours(1);

    /** Of two fields of one name, neither is what was meant. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ExternalAlerts alerts;
    private final TokenAllowances allowances;
    private final ApiProblem problems;
    private final ApiProperties properties;
    private final RateLimiter rateLimiter;
    private final ApplicationEventPublisher events;

    AlertsApiController(
            ExternalAlerts alerts,
            TokenAllowances allowances,
            ApiProblem problems,
            ApiProperties properties,
            RateLimiter rateLimiter,
            ApplicationEventPublisher events) {
        this.alerts = alerts;
        this.allowances = allowances;
        this.problems = problems;
        this.properties = properties;
        this.rateLimiter = rateLimiter;
        this.events = events;
    }

    @PostMapping(path = "/api/alerts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> post(
            @RequestAttribute(ApiAccess.TOKEN) ApiToken token,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale language)
            throws IOException {
        if (!allowances.take(token)) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(properties.window().toSeconds()));
            return refused(problems.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", language));
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return refused(problems.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", language, LONGEST_BODY / 1024));
        }
        Optional<ObjectNode> json = parse(body);
        if (json.isEmpty()) {
            return refused(problems.of(HttpStatus.BAD_REQUEST, "malformed", language));
        }
        AlertFields fields = new AlertFields(json.get());
        Optional<AlertRequest> asked = fields.read();
        if (asked.isEmpty()) {
            return refused(problems.ofFields(fields.problems(), language));
        }
        return token.component(asked.get().component())
                .<ResponseEntity<?>>map(component -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("result", result(asked.get(), component))))
                .orElseGet(() -> outOfScope(token, asked.get().component(), language));
    }

    /** So many lines in an hour of each token: a script that goes wrong does not fill the trail. */
    private ResponseEntity<?> outOfScope(ApiToken token, String component, Locale language) {
        if (rateLimiter.tryAcquire("component-refused:" + token.id(), MOST_REFUSALS, WINDOW)) {
            events.publishEvent(new ComponentRefused(token.name(), component));
        }
        return refused(problems.of(HttpStatus.FORBIDDEN, "component-out-of-scope", language));
    }

    /** What curl sends unless it is told otherwise calls itself a form. */
    @PostMapping("/api/alerts")
    ResponseEntity<?> notJson(HttpServletResponse response, Locale language) {
        response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        return refused(problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", language));
    }

    private String result(AlertRequest asked, String component) {
        if (asked instanceof AlertRequest.Raise raise) {
            alerts.raise(raise.severity(), component, raise.key(), raise.message(), raise.detail());
            return "raised";
        }
        AlertRequest.Resolve resolve = (AlertRequest.Resolve) asked;
        return alerts.resolve(component, resolve.key()) ? "resolved" : "nothing-open";
    }

    private static ResponseEntity<?> refused(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Optional<ObjectNode> parse(byte[] body) {
        try {
            JsonNode node = STRICT.readTree(body);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
