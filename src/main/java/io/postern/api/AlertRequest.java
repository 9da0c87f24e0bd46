package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.alerts.Severity;
import io.postern.net.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What another system says of an alert, checked.
 *
 * @param resolved whether it ends the alert of the key, rather than raising one
 * @param component as it was sent; the token may not be valid for it
 * @param key by which occurrences fold, never null when resolved; null folds those with the same message
 * @param message empty when resolved without one
 * @param detail may be empty
 */
record AlertRequest(
        boolean resolved, Severity severity, String component, @Nullable String key, String message, String detail) {

    /** What other programs call their severities; those of syslog are in RFC 5424. */
    private static final Map<String, Severity> SYNONYMS = Map.ofEntries(
            Map.entry("DEBUG", Severity.INFO),
            Map.entry("NOTICE", Severity.INFO),
            Map.entry("INFORMATION", Severity.INFO),
            Map.entry("INFORMATIONAL", Severity.INFO),
            Map.entry("OK", Severity.SUCCESS),
            Map.entry("WARN", Severity.WARNING),
            Map.entry("ERR", Severity.ERROR),
            Map.entry("CRIT", Severity.FATAL),
            Map.entry("CRITICAL", Severity.FATAL),
            Map.entry("ALERT", Severity.FATAL),
            Map.entry("EMERG", Severity.FATAL),
            Map.entry("EMERGENCY", Severity.FATAL));

    /**
     * Reads the fields. What can be understood is accepted.
     *
     * @throws ApiProblem with all that is wrong
     */
    static AlertRequest read(ObjectNode body) {
        List<ApiProblem.Field> problems = new ArrayList<>();
        String flag =
                Objects.requireNonNullElse(text(body, "resolved"), "false").toLowerCase(Locale.ROOT);
        if (!flag.equals("true") && !flag.equals("false")) {
            problems.add(new ApiProblem.Field("resolved", "not-a-boolean"));
        }
        boolean resolved = flag.equals("true");
        String component = text(body, "component");
        String key = text(body, "key");
        String message = text(body, "message");
        if (component == null) {
            problems.add(new ApiProblem.Field("component", "missing"));
        } else if (component.length() > ExternalAlerts.LONGEST_COMPONENT) {
            problems.add(new ApiProblem.Field("component", "too-long", ExternalAlerts.LONGEST_COMPONENT));
        } else if (!VisibleText.isVisible(component)) {
            problems.add(new ApiProblem.Field("component", "control-characters"));
        }
        if (resolved && key == null) {
            problems.add(new ApiProblem.Field("key", "missing"));
        }
        if (!resolved && message == null) {
            problems.add(new ApiProblem.Field("message", "missing"));
        }
        if (!problems.isEmpty()) {
            throw new ApiProblem(problems);
        }
        return new AlertRequest(
                resolved,
                severity(text(body, "severity")),
                Objects.requireNonNull(component),
                key,
                Objects.requireNonNullElse(message, ""),
                Objects.requireNonNullElse(text(body, "detail"), ""));
    }

    /** An unknown severity, or none, counts as an error: too loud is better than not heard. */
    private static Severity severity(@Nullable String typed) {
        String name = typed == null ? "" : typed.toUpperCase(Locale.ROOT);
        return Objects.requireNonNullElse(SYNONYMS.getOrDefault(name, Severity.named(name)), Severity.ERROR);
    }

    /** Null when the field is absent or says nothing. A value that is no JSON string is taken as it is written. */
    private static @Nullable String text(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        String text = isAbsent(node) ? "" : VisibleText.trim(node.isString() ? node.stringValue() : node.toString());
        return text.codePoints().allMatch(Character::isISOControl) ? null : text;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
