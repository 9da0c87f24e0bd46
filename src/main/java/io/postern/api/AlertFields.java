package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.alerts.Severity;
import io.postern.net.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of a request, and notes all that is wrong with them. A misspelt field is refused rather than overlooked. */
final class AlertFields {

    static final int LONGEST_KEY = 200;

    private static final Set<String> FIELDS = Set.of("severity", "component", "message", "key", "resolved");
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
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> problems.add(new FieldProblem(shown(name), "unknown-field")));
        boolean resolved = resolved();
        String component = text("component", true, ExternalAlerts.LONGEST_COMPONENT);
        String key = text("key", resolved, LONGEST_KEY);
        Severity severity = severity(!resolved);
        String message = text("message", !resolved, ExternalAlerts.LONGEST_MESSAGE);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        String known = Objects.requireNonNull(component);
        return Optional.of(
                resolved
                        ? new AlertRequest.Resolve(known, Objects.requireNonNull(key))
                        : new AlertRequest.Raise(
                                Objects.requireNonNull(severity), known, Objects.requireNonNull(message), key));
    }

    private boolean resolved() {
        JsonNode node = body.path("resolved");
        if (!isAbsent(node) && !node.isBoolean()) {
            problems.add(new FieldProblem("resolved", "not-a-boolean"));
        }
        return node.isBoolean() && node.booleanValue();
    }

    private @Nullable Severity severity(boolean required) {
        String typed = text("severity", required, LONGEST_KEY);
        if (typed == null) {
            return null;
        }
        Severity severity = Severity.named(typed.toUpperCase(Locale.ROOT));
        if (severity == null) {
            problems.add(new FieldProblem("severity", "unknown-severity", SEVERITIES));
        }
        return severity;
    }

    /** Null when it is not there or no good. */
    private @Nullable String text(String field, boolean required, int longest) {
        JsonNode node = body.path(field);
        String text = node.isString() ? VisibleText.trim(node.stringValue()) : "";
        @Nullable FieldProblem problem = null;
        if (!isAbsent(node) && !node.isString()) {
            problem = new FieldProblem(field, "not-a-text");
        } else if (text.isEmpty()) {
            problem = required ? new FieldProblem(field, "missing") : null;
        } else if (length(field, text) > longest) {
            problem = new FieldProblem(field, "too-long", longest);
        } else if (!ExternalAlerts.isPlain(text) || (!field.equals("message") && !VisibleText.isVisible(text))) {
            problem = new FieldProblem(field, "control-characters");
        }
        if (problem != null) {
            problems.add(problem);
        }
        return problem == null && !text.isEmpty() ? text : null;
    }

    /** A message is counted as people do; the others have to fit. */
    private static int length(String field, String text) {
        return field.equals("message") ? text.codePointCount(0, text.length()) : text.length();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String shown(String name) {
        String plain = ExternalAlerts.isPlain(name) ? name : "?";
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }
}
