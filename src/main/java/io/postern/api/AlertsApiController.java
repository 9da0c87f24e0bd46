package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.audit.AuditEntry;
import io.postern.ratelimit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Raises and resolves alerts for systems with a token. */
@RestController
class AlertsApiController {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int MOST_REFUSALS = 20;
    private static final Duration WINDOW = Duration.ofHours(1);

    /** Where a field occurs twice, no choice would be right. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ExternalAlerts alerts;
    private final TokenAllowances allowances;
    private final MessageSource messages;
    private final ApiProperties properties;
    private final RateLimiter rateLimiter;
    private final ApplicationEventPublisher events;

    AlertsApiController(
            ExternalAlerts alerts,
            TokenAllowances allowances,
            MessageSource messages,
            ApiProperties properties,
            RateLimiter rateLimiter,
            ApplicationEventPublisher events) {
        this.alerts = alerts;
        this.allowances = allowances;
        this.messages = messages;
        this.properties = properties;
        this.rateLimiter = rateLimiter;
        this.events = events;
    }

    @PostMapping(path = "/api/alerts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> post(
            @RequestAttribute(ApiAccess.TOKEN) ApiToken token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!allowances.take(token)) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(properties.window().toSeconds()));
            throw new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
        }
        AlertRequest asked = AlertRequest.read(parse(request.getInputStream().readNBytes(LONGEST_BODY + 1)));
        String component = token.component(asked.component()).orElseThrow(() -> outOfScope(token, asked.component()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("result", result(asked, component)));
    }

    /** Unless told otherwise, curl calls what it sends a form. */
    @PostMapping("/api/alerts")
    ResponseEntity<Map<String, String>> notJson(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        throw new ApiProblem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ApiProblem problem, Locale language) {
        ProblemDetail detail = problem.detail(messages, language);
        return ResponseEntity.status(detail.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    /** Audited so many times an hour for each token: a script that goes wrong does not fill the audit trail. */
    private ApiProblem outOfScope(ApiToken token, String component) {
        if (rateLimiter.tryAcquire("component-refused:" + token.id(), MOST_REFUSALS, WINDOW)) {
            events.publishEvent(
                    new AuditEntry("api.audit.component-refused", token.name(), Map.of("component", component)));
        }
        return new ApiProblem(HttpStatus.FORBIDDEN, "component-out-of-scope");
    }

    private String result(AlertRequest asked, String component) {
        if (asked.resolved()) {
            return alerts.resolve(component, Objects.requireNonNull(asked.key())) ? "resolved" : "nothing-open";
        }
        alerts.raise(asked.severity(), component, asked.key(), asked.message(), asked.detail());
        return "raised";
    }

    private static ObjectNode parse(byte[] body) {
        if (body.length > LONGEST_BODY) {
            throw new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, "too-large", LONGEST_BODY / 1024);
        }
        try {
            // A script on a system that knows no UTF-8 is heard all the same, with a mark for what can't be read.
            String text = new String(body, StandardCharsets.UTF_8);
            if (STRICT.readTree(text.startsWith("\ufeff") ? text.substring(1) : text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            // Answered like a body that is no JSON object.
        }
        throw new ApiProblem(HttpStatus.BAD_REQUEST, "malformed");
    }
}
