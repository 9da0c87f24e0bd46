package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.alerts.Severity;
import io.postern.net.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of a request, and notes all that is wrong with them. An alert is kept where it can be. */
final class AlertFields {

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

    private final ObjectNode body;
    private final List<FieldProblem> problems = new ArrayList<>();

    AlertFields(ObjectNode body) {
        this.body = body;
    }

    List<FieldProblem> problems() {
        return problems;
    }

    /** Empty when there are problems. */
    Optional<AlertRequest> read() {
        boolean resolved = resolved();
        String component = component();
        String key = text("key", resolved);
        String message = text("message", !resolved);
        String detail = text("detail", false);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        String known = Objects.requireNonNull(component);
        return Optional.of(
                resolved
                        ? new AlertRequest.Resolve(known, Objects.requireNonNull(key))
                        : new AlertRequest.Raise(
                                severity(), known, Objects.requireNonNull(message), key, detail == null ? "" : detail));
    }

    private boolean resolved() {
        JsonNode node = body.path("resolved");
        if (!isAbsent(node) && !node.isBoolean()) {
            problems.add(new FieldProblem("resolved", "not-a-boolean"));
        }
        return node.isBoolean() && node.booleanValue();
    }

    /** One that nobody knows, or none, is an error: better too loud than not heard. */
    private Severity severity() {
        String typed = text("severity", false);
        String name = typed == null ? "" : typed.toUpperCase(Locale.ROOT);
        Severity severity = SYNONYMS.getOrDefault(name, Severity.named(name));
        return severity == null ? Severity.ERROR : severity;
    }

    /** It has to be one that a token may name. */
    private @Nullable String component() {
        String component = text("component", true);
        if (component != null && component.length() > ExternalAlerts.LONGEST_COMPONENT) {
            problems.add(new FieldProblem("component", "too-long", ExternalAlerts.LONGEST_COMPONENT));
        } else if (component != null && !VisibleText.isVisible(component)) {
            problems.add(new FieldProblem("component", "control-characters"));
        }
        return component;
    }

    /** Null when it is not there or says nothing. What is no text in JSON is taken as it is written there. */
    private @Nullable String text(String field, boolean required) {
        JsonNode node = body.path(field);
        String text = isAbsent(node) ? "" : VisibleText.trim(node.isString() ? node.stringValue() : node.toString());
        if (text.codePoints().allMatch(Character::isISOControl)) {
            if (required) {
                problems.add(new FieldProblem(field, "missing"));
            }
            return null;
        }
        return text;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
