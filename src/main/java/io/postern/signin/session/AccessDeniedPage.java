package io.postern.signin.session;

import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import io.postern.web.RetainedForm;
import io.postern.web.RoomPaths.Access;
import jakarta.servlet.ServletException;
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
 * Answers what is not allowed. A form that was open while its user signed in again in another tab is refused too, since its token
 * is stale. What was typed there is shown on its page, to which the error page leads. If nobody is signed in, the browser has lost
 * its cookies or keeps none: the form is shown at once, with that reason.
 */
@Component
public class AccessDeniedPage implements AccessDeniedHandler {

    private final PathRegistry paths;
    private final FormRetention forms;
    private final AccessAudit audit;

    AccessDeniedPage(PathRegistry paths, FormRetention forms, AccessAudit audit) {
        this.paths = paths;
        this.forms = forms;
        this.audit = audit;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        audit.refused(request);
        response.setStatus(HttpStatus.FORBIDDEN.value());
        if (denied instanceof CsrfException) {
            boolean signedIn = request.getAttribute(Reader.ATTRIBUTE) != null;
            RetainedForm form = forms.sent(request);
            if (isOurs(form, request)) {
                if (signedIn) {
                    showOnPage(form, request, response);
                } else if (paths.access(request.getServletPath()) == Access.EVERYBODY && isOfItsOwnPage(request)) {
                    forms.showNow(form, "signin.form.cookies-lost", request, response);
                    return;
                }
            }
            request.setAttribute(
                    RetainedForm.ADVICE, signedIn ? "web.error.form-expired.advice" : "web.error.cookies-lost.advice");
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /** At an address of its own: the error page has the address of the form, and would use up what is kept for that. */
    private void showOnPage(RetainedForm form, HttpServletRequest request, HttpServletResponse response) {
        String page = form.page() + (form.page().indexOf('?') < 0 ? "?" : "&") + "again=true";
        forms.showOnPage(new RetainedForm(page, form.fields()), "signin.stale.check", request, response);
        request.setAttribute(RetainedForm.PAGE, page);
        // A request in the background shows no error page.
        response.setHeader("HX-Redirect", request.getContextPath() + page);
    }

    /** Otherwise the address of the form shows no page. */
    private static boolean isOfItsOwnPage(HttpServletRequest request) {
        String page = request.getHeader(HttpHeaders.ORIGIN) + request.getRequestURI();
        return page.equals(request.getHeader(HttpHeaders.REFERER).replaceFirst("[?].*", ""));
    }

    /** By the Origin header, which no page can set. Otherwise any site could fill in a form for the person who is signed in. */
    private static boolean isOurs(RetainedForm form, HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = origin == null ? "" : origin.replaceFirst("^https?://", "");
        return host.equals(request.getHeader(HttpHeaders.HOST)) && !form.page().isEmpty();
    }
}
