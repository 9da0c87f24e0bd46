package io.postern.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** What a refused request is answered with (RFC 9457): a code for programs, and words for whoever reads their logs. */
@Component
class ApiProblem {

    private final MessageSource messages;

    ApiProblem(MessageSource messages) {
        this.messages = messages;
    }

    ProblemDetail of(HttpStatus status, String code, Locale language, Object... arguments) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(messages.getMessage("api.problem." + code, arguments, language));
        problem.setProperty("code", code);
        return problem;
    }

    ProblemDetail ofFields(List<FieldProblem> problems, Locale language) {
        ProblemDetail problem = of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-fields", language);
        problem.setProperty(
                "errors",
                problems.stream()
                        .map(each -> Map.of(
                                "field",
                                each.field(),
                                "code",
                                each.code(),
                                "detail",
                                messages.getMessage(
                                        each.messageKey(), each.arguments().toArray(), language)))
                        .toList());
        return problem;
    }
}
