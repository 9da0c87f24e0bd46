package io.postern.web.request;

import io.postern.net.Coded;
import java.util.Arrays;
import org.springframework.http.ProblemDetail;

/** The ways in which a request can fail as a whole. Each has its own page. */
enum RequestFailure implements Coded {
    BAD_REQUEST(400),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    TIMEOUT(408),
    TOO_LARGE(413),
    TOO_MANY_REQUESTS(429),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;

    RequestFailure(int status) {
        this.status = status;
    }

    /** The failure with this HTTP status. Any other status counts as a bad request, or from 500 on as an internal error. */
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
        problem.setProperty("code", code());
        return problem;
    }

    public String titleKey() {
        return "web.error." + code() + ".title";
    }

    public String adviceKey() {
        return "web.error." + code() + ".advice";
    }
}
