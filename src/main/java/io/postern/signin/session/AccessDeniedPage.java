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
 * Refuses what is not allowed. A form that was open while its user signed in again, in another tab, is not allowed either, since its
 * token is no longer this browser's: what was typed there is retained for its page, to which the error page leads. A form of somebody
 * who is not signed in, whose browser has lost its cookies or keeps none, is shown at once, and says so.
 */
@Component
public class AccessDeniedPage implements AccessDeniedHandler {

    private final PathRegistry paths;
    private final AccessAudit audit;

    AccessDeniedPage(PathRegistry paths, AccessAudit audit) {
        this.paths = paths;
        this.audit = audit;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        audit.refused(request);
        boolean signedIn = request.getAttribute(Reader.ATTRIBUTE) != null;
        response.setStatus(HttpStatus.FORBIDDEN.value());
        if (denied instanceof CsrfException && isOurs(request)) {
            SubmittedForm form = SubmittedForm.of(request, paths);
            if (signedIn) {
                showAgain(form.atUniqueAddress(), request, response);
            } else if (paths.access(request.getServletPath()) == Access.EVERYBODY && isOfItsOwnPage(request)) {
                form.showNow("signin.form.cookies-lost", request, response);
                return;
            }
        }
        if (denied instanceof CsrfException && !signedIn) {
            request.setAttribute(RetainedForm.NOT_RECOGNIZED, true);
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    private static void showAgain(SubmittedForm form, HttpServletRequest request, HttpServletResponse response) {
        // Under its own address the error page itself would count as the next time that it is shown.
        form.storeForRedisplay("signin.stale.check", request, response);
        request.setAttribute(RetainedForm.PAGE, form.page());
        // In the background nobody sees the error page.
        response.setHeader("HX-Redirect", request.getContextPath() + form.page());
    }

    /** Else the address of the form shows no page. */
    private static boolean isOfItsOwnPage(HttpServletRequest request) {
        String page = request.getHeader(HttpHeaders.ORIGIN) + request.getRequestURI();
        return page.equals(request.getHeader(HttpHeaders.REFERER).replaceFirst("[?].*", ""));
    }

    /** By the Origin header, which no page can set: otherwise any site could fill in a form for the person who is signed in. */
    private boolean isOurs(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = origin == null ? "" : origin.replaceFirst("^https?://", "");
        return host.equals(request.getHeader(HttpHeaders.HOST))
                && !SubmittedForm.of(request, paths).page().isEmpty();
    }
}
