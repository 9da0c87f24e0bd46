package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/**
 * Where a sign-in leads: the page that somebody opened before, or whose form they sent after their session had ended. It is kept
 * in a cookie, since a visitor who is not signed in has no session. Only the path is kept, so that neither a Host header nor a
 * proxy's plain HTTP decides where the sign-in leads.
 */
@Component
public class RequestedPage implements RequestCache {

    private static final int LONGEST = 2000;

    private final TextCookie cookie;
    private final FormRetention forms;

    RequestedPage(SecureRequests secure, FormRetention forms) {
        this.cookie = new TextCookie("wanted", secure);
        this.forms = forms;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        boolean isPage = "GET".equals(request.getMethod()) && !isPartOfPage(request);
        // The token has shown that a form is one of ours.
        String page = isPage ? pathAndQuery(request) : forms.sent(request).page();
        if (isForPeople(request) && !page.isEmpty() && page.length() <= LONGEST) {
            cookie.write(page, request, response);
        }
    }

    /** Its path and query. */
    Optional<String> find(HttpServletRequest request) {
        return cookie.read(request).filter(Redirects::isLocal);
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    /** A page is simply requested again. Nothing of the first request is kept. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        cookie.remove(request, response);
    }

    private static String pathAndQuery(HttpServletRequest request) {
        String path = PathRegistry.path(request);
        String query = request.getQueryString();
        return query == null ? path : path + "?" + query;
    }

    private static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static boolean isForPeople(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return isPartOfPage(request) || (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE));
    }
}
