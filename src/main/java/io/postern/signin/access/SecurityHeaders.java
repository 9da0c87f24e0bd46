package io.postern.signin.access;

import io.postern.installation.SecureRequests;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.stereotype.Component;

/**
 * Security headers of every answer. A valve of Tomcat writes them, since Tomcat, earlier filters and Spring Security's firewall refuse
 * some requests before Spring Security's own filter for headers runs.
 */
@Component
class SecurityHeaders implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    private final ObjectProvider<SecureRequests> secure;
    private final TransportSecurityProperties transportSecurity;

    SecurityHeaders(ObjectProvider<SecureRequests> secure, TransportSecurityProperties transportSecurity) {
        this.secure = secure;
        this.transportSecurity = transportSecurity;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new Writing());
    }

    private boolean isSecure(HttpServletRequest request) {
        return secure.getObject().isSecure(request);
    }

    private final class Writing extends ValveBase {

        private final List<HeaderWriter> headers = List.of(
                new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY),
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                new PermissionsPolicyHeaderWriter("camera=(), geolocation=(), microphone=()"),
                new StaticHeadersWriter("X-Robots-Tag", "noindex"),
                new HstsHeaderWriter(
                        SecurityHeaders.this::isSecure,
                        Duration.ofDays(365).toSeconds(),
                        transportSecurity.includeSubDomains()));

        Writing() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            headers.forEach(header -> header.writeHeaders(request, response));
            getNext().invoke(request, response);
        }
    }
}
