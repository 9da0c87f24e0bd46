package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Whether a browser sees this installation by https, behind whichever proxy, as it tells itself. Anybody can tell that, so it serves to
 * ask its user, and for nothing else.
 */
public final class BrowserScheme {

    private BrowserScheme() {}

    /** By what a script put into the form ({@code seenOrigin}), else by what browsers send without one. */
    public static boolean isHttps(HttpServletRequest request) {
        String seen = request.getParameter("seenOrigin");
        if (seen != null && !seen.isEmpty()) {
            return seen.startsWith("https:");
        }
        return request.isSecure() || (request.getHeader("Sec-Fetch-Mode") != null && !isLocal(request));
    }

    /** On the machine itself, browsers send {@code Sec-Fetch-Mode} over http as well. */
    private static boolean isLocal(HttpServletRequest request) {
        return PublicUrl.parse(ServletUriComponentsBuilder.fromContextPath(request)
                        .build()
                        .toUriString())
                .map(PublicUrl::isLocal)
                .orElse(true);
    }

    /** Whether links would begin with http though the browser has https, and the form does not confirm that ({@code httpConfirmed}). */
    public static boolean questions(URI publicUrl, HttpServletRequest request) {
        return publicUrl.getScheme().equals("http")
                && isHttps(request)
                && request.getParameter("httpConfirmed") == null;
    }
}
