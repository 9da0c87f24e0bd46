package io.postern.web.request;

import io.postern.web.PathRegistry;
import io.postern.web.RetainedForm;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.Controller;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a request that failed as a whole: with a page in the reader's language, or with JSON (RFC 9457). Neither tells anything
 * about the cause. This is not an annotated controller, so that no model advice runs: its query may be what failed.
 */
@Component("/error")
class ErrorPage implements Controller, ErrorController {

    private final PathRegistry paths;
    private final JsonMapper json;
    private final MessageSource messages;

    ErrorPage(PathRegistry paths, JsonMapper json, MessageSource messages) {
        this.paths = paths;
        this.json = json;
        this.messages = messages;
    }

    @Override
    public @Nullable ModelAndView handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status = status(request);
        RequestFailure failure = RequestFailure.of(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (wantsJson(request)) {
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            String title = messages.getMessage(failure.titleKey(), null, RequestContextUtils.getLocale(request));
            json.writeValue(response.getOutputStream(), failure.problem(status, title));
            return null;
        }
        ModelAndView page = new ModelAndView("web/error", HttpStatusCode.valueOf(status));
        return page.addObject("status", status)
                .addObject("failure", failure)
                .addObject("advice", request.getAttribute(RetainedForm.ADVICE))
                .addObject("form", request.getAttribute(RetainedForm.PAGE));
    }

    /** The status of the failed request. Opened directly, this address is not found. */
    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
    }

    private boolean isApi(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && path.startsWith(request.getContextPath())
                && paths.isForMachines(path.substring(request.getContextPath().length()));
    }

    private boolean wantsJson(HttpServletRequest request) {
        if (isApi(request)) {
            return true;
        }
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT));
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted.stream()
                    .filter(type -> type.includes(MediaType.TEXT_HTML) || includesJson(type))
                    .findFirst()
                    .filter(type -> !type.includes(MediaType.TEXT_HTML))
                    .isPresent();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean includesJson(MediaType type) {
        return type.includes(MediaType.APPLICATION_JSON) || type.includes(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
