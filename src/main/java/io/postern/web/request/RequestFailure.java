package io.postern.web.request;

import java.util.Arrays;
import org.springframework.http.ProblemDetail;

/** The ways in which a request can fail as a whole, each with its page. */
enum RequestFailure {
    BAD_REQUEST(400, "bad-request", "web.error.bad-request.title", "web.error.bad-request.advice"),
    FORBIDDEN(403, "forbidden", "web.error.forbidden.title", "web.error.forbidden.advice"),
    NOT_FOUND(404, "not-found", "web.error.not-found.title", "web.error.not-found.advice"),
    METHOD_NOT_ALLOWED(
            405, "method-not-allowed", "web.error.method-not-allowed.title", "web.error.method-not-allowed.advice"),
    TIMEOUT(408, "timeout", "web.error.timeout.title", "web.error.timeout.advice"),
    TOO_LARGE(413, "too-large", "web.error.too-large.title", "web.error.too-large.advice"),
    TOO_MANY_REQUESTS(
            429, "too-many-requests", "web.error.too-many-requests.title", "web.error.too-many-requests.advice"),
    INTERNAL(500, "internal", "web.error.internal.title", "web.error.internal.advice"),
    UNAVAILABLE(503, "unavailable", "web.error.unavailable.title", "web.error.unavailable.advice");

    private final int status;
    private final String code;
    private final String titleKey;
    private final String adviceKey;

    RequestFailure(int status, String code, String titleKey, String adviceKey) {
        this.status = status;
        this.code = code;
        this.titleKey = titleKey;
        this.adviceKey = adviceKey;
    }

    /** What is said of an HTTP status: its own words, else those of its class. */
    static RequestFailure of(int status) {
        return Arrays.stream(values())
                .filter(failure -> failure.status == status)
                .findAny()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL);
    }

    /** By RFC 9457, for scripts. */
    ProblemDetail problem(int status, String title) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(title);
        problem.setProperty("code", code);
        return problem;
    }

    /** The same in every language, for scripts. */
    public String code() {
        return code;
    }

    public String titleKey() {
        return titleKey;
    }

    public String adviceKey() {
        return adviceKey;
    }
}
