package io.postern.signin.session;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Leads people who are not signed in to the sign-in page, and those whose sign-in is unfinished to the page where it goes on. A page
 * that does not exist is a 404 for them too.
 */
@Component
public class SignInEntryPoint implements AuthenticationEntryPoint {

    private final RequestMappingHandlerMapping pages;
    private final FormRetention forms;

    SignInEntryPoint(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping pages, FormRetention forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (exists(request)) {
            forms.keep(request, response);
            signIn(request, response);
        } else {
            response.sendError(HttpStatus.NOT_FOUND.value());
        }
    }

    /**
     * Not by {@code sendRedirect}: to HTTP/1.0, which proxies such as nginx speak, Tomcat would answer with a whole address, with
     * the scheme http even if the browser spoke https.
     */
    private static void signIn(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.FOUND.value());
        String page = MissingFactor.in(SecurityContextHolder.getContext().getAuthentication())
                .map(MissingFactor.Missing::page)
                .orElse("/login");
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + page);
    }

    private boolean exists(HttpServletRequest request) throws ServletException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return pages.getHandler(request) != null;
        } catch (ServletException otherMethodOrType) {
            return true;
        } catch (Exception defect) {
            throw new ServletException(defect);
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}
