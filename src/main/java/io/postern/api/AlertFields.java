package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.alerts.Severity;
import io.postern.net.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of a request, and notes all that is wrong with them. An alert is kept where it can be. */
final class AlertFields {

    /** What other programs call their severities. */
    private static final Map<String, Severity> SYNONYMS =
            Map.of("WARN", Severity.WARNING, "ERR", Severity.ERROR, "CRITICAL", Severity.FATAL);

    private static final String SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::name).collect(Collectors.joining(", "));

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
        Severity severity = severity(!resolved);
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
                                Objects.requireNonNull(severity),
                                known,
                                Objects.requireNonNull(message),
                                key,
                                detail == null ? "" : detail));
    }

    private boolean resolved() {
        JsonNode node = body.path("resolved");
        if (!isAbsent(node) && !node.isBoolean()) {
            problems.add(new FieldProblem("resolved", "not-a-boolean"));
        }
        return node.isBoolean() && node.booleanValue();
    }

    private @Nullable Severity severity(boolean required) {
        String typed = text("severity", required);
        if (typed == null) {
            return null;
        }
        String name = typed.toUpperCase(Locale.ROOT);
        Severity severity = SYNONYMS.getOrDefault(name, Severity.named(name));
        if (severity == null) {
            problems.add(new FieldProblem("severity", "unknown-severity", SEVERITIES));
        }
        return severity;
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

    /** Null when it is not there or no good. */
    private @Nullable String text(String field, boolean required) {
        JsonNode node = body.path(field);
        String text = node.isString() ? VisibleText.trim(node.stringValue()) : "";
        @Nullable FieldProblem problem = null;
        if (!isAbsent(node) && !node.isString()) {
            problem = new FieldProblem(field, "not-a-text");
        } else if (text.isEmpty()) {
            problem = required ? new FieldProblem(field, "missing") : null;
        }
        if (problem != null) {
            problems.add(problem);
        }
        return problem == null && !text.isEmpty() ? text : null;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
