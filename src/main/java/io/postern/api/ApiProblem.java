package io.postern.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Why a request is refused (RFC 9457): a code for programs, and words for people who read their logs. */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient Object[] arguments;
    private final transient List<Field> fields;

    /** @param code the same in every language; {@code api.problem.<code>} says it to people */
    ApiProblem(HttpStatus status, String code, Object... arguments) {
        super(code);
        this.status = status;
        this.arguments = arguments;
        this.fields = List.of();
    }

    ApiProblem(List<Field> fields) {
        super("invalid-fields");
        this.status = HttpStatus.UNPROCESSABLE_CONTENT;
        this.arguments = new Object[0];
        this.fields = fields;
    }

    /** What is wrong with one field. */
    record Field(String name, String code, List<Object> arguments) {

        Field(String name, String code, Object... arguments) {
            this(name, code, List.of(arguments));
        }
    }

    ProblemDetail detail(MessageSource messages, Locale language) {
        String code = String.valueOf(getMessage());
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(messages.getMessage("api.problem." + code, arguments, language));
        problem.setProperty("code", code);
        if (!fields.isEmpty()) {
            problem.setProperty(
                    "errors",
                    fields.stream()
                            .map(field -> Map.of(
                                    "field",
                                    field.name(),
                                    "code",
                                    field.code(),
                                    "detail",
                                    messages.getMessage(
                                            "api.problem." + field.code(),
                                            field.arguments().toArray(),
                                            language)))
                            .toList());
        }
        return problem;
    }
}
