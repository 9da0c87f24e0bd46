package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether the browser speaks HTTPS: to this process, or to a proxy in front of it, which shows in the host that the browser
 * asked for being that of an https public address. No forwarded header is believed.
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
     * What a cookie is called over HTTPS: with the prefix by which browsers let this very host alone set it (RFC 6265bis). They want the
     * path {@code /} then, so the name holds the context path, which tells several installations on one host apart.
     */
    public String hostCookie(String name) {
        String installed = contextPath.isEmpty() ? "" : contextPath.substring(1) + '/';
        return "__Host-" + URLEncoder.encode(installed + name, StandardCharsets.UTF_8);
    }

    /** What a cookie of this name is called in the answer to the request. */
    public String cookieName(String name, HttpServletRequest request) {
        return isSecure(request) ? hostCookie(name) : name;
    }

    /**
     * Where a browser sends such a cookie.
     *
     * @param page the only one that needs it, or the start page
     */
    public String cookiePath(String page, HttpServletRequest request) {
        return isSecure(request) ? "/" : request.getContextPath() + page;
    }

    public boolean isSecure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        // Every page asks, the one that says that something failed too.
        InstallationSettings known = installation.known();
        URI address = known == null ? null : known.publicUrl();
        return address != null
                && "https".equals(address.getScheme())
                && request.getServerName().equalsIgnoreCase(address.getHost());
    }
}
