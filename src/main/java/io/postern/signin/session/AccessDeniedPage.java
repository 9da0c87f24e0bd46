package io.postern.signin.session;

import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Refuses what is not allowed. A form that was open while its user signed in again, in another tab, is not allowed either, since its
 * token is no longer this browser's: what was typed there is retained for its page, to which the error page leads.
 */
@Component
public class AccessDeniedPage implements AccessDeniedHandler {

    private final PathRegistry paths;

    AccessDeniedPage(PathRegistry paths) {
        this.paths = paths;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException && request.getAttribute(Reader.ATTRIBUTE) != null && isOurs(request)) {
            // Under its own address the error page itself would count as the next time that it is shown.
            SubmittedForm form = SubmittedForm.of(request, paths).atUniqueAddress();
            form.storeForRedisplay("signin.stale.check", request, response);
            request.setAttribute(RetainedForm.PAGE, form.page());
            // In the background nobody sees the error page.
            response.setHeader("HX-Redirect", request.getContextPath() + form.page());
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /** By the browser's word, which no page can put into its mouth: else any could fill in a form for whoever is signed in. */
    private boolean isOurs(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = origin == null ? "" : origin.replaceFirst("^https?://", "");
        return host.equals(request.getHeader(HttpHeaders.HOST))
                && !SubmittedForm.of(request, paths).page().isEmpty();
    }
}
