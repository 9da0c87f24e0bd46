package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether the browser uses HTTPS, to this process or to a proxy in front of it. Behind a proxy, a request counts as HTTPS if its host
 * is that of a public address with https. Forwarded headers are not believed.
 */
@Component
public class SecureRequests {

    private final Installation installation;
    private final String contextPath;

    SecureRequests(Installation installation, @Value("${server.servlet.context-path:}") String contextPath) {
        this.installation = installation;
        this.contextPath = contextPath;
    }

    /**
     * The name of a cookie over HTTPS. With this prefix, browsers accept the cookie from this host alone (RFC 6265bis), with the path
     * {@code /}. The name therefore contains the context path, which tells several installations on one host apart.
     */
    public String hostCookie(String name) {
        String installed = contextPath.isEmpty() ? "" : contextPath.substring(1) + '/';
        return "__Host-" + URLEncoder.encode(installed + name, StandardCharsets.UTF_8);
    }

    /** The name of a cookie in the answer to the request. */
    public String cookieName(String name, HttpServletRequest request) {
        return isSecure(request) ? hostCookie(name) : name;
    }

    /**
     * The path of a cookie in the answer to the request.
     *
     * @param page the only page that needs the cookie, or the start page
     */
    public String cookiePath(String page, HttpServletRequest request) {
        return isSecure(request) ? "/" : request.getContextPath() + page;
    }

    public boolean isSecure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        // Every page asks this, also the error page.
        InstallationSettings known = installation.known();
        URI address = known == null ? null : known.publicUrl();
        return address != null
                && "https".equals(address.getScheme())
                && request.getServerName().equalsIgnoreCase(address.getHost());
    }
}
