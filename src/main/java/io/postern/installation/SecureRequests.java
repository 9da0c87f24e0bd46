package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.stereotype.Component;

/**
 * Whether the browser speaks HTTPS: to this process, or to a proxy in front of it, which shows in the host that the browser
 * asked for being that of an https public address. No forwarded header is believed.
 */
@Component
public class SecureRequests {

    private final Installation installation;

    SecureRequests(Installation installation) {
        this.installation = installation;
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
