package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Whether a browser reaches this installation by https, possibly through a proxy, as the browser itself says. Anybody can send
 * that, so it may only decide whether to ask the user a question.
 */
public final class BrowserScheme {

    private BrowserScheme() {}

    /** Looks at what a script put into the form ({@code seenOrigin}), else at what browsers send by themselves. */
    public static boolean isHttps(HttpServletRequest request) {
        String seen = request.getParameter("seenOrigin");
        if (seen != null && !seen.isEmpty()) {
            return seen.startsWith("https:");
        }
        return request.isSecure() || (request.getHeader("Sec-Fetch-Mode") != null && !isLocal(request));
    }

    /** To the machine itself, browsers send {@code Sec-Fetch-Mode} over http too. */
    private static boolean isLocal(HttpServletRequest request) {
        return PublicUrl.parse(ServletUriComponentsBuilder.fromContextPath(request)
                        .build()
                        .toUriString())
                .map(PublicUrl::isLocal)
                .orElse(true);
    }

    /** Whether links would begin with http while the browser uses https, and the form does not confirm that ({@code httpConfirmed}). */
    public static boolean questions(URI publicUrl, HttpServletRequest request) {
        return publicUrl.getScheme().equals("http")
                && isHttps(request)
                && request.getParameter("httpConfirmed") == null;
    }
}
