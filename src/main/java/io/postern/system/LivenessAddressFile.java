package io.postern.system;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Writes the address of the liveness probe into a file, for a health check that does not know the configuration: host, port, path and
 * the expected status, in one line.
 */
@Component
class LivenessAddressFile {

    private static final Logger log = LoggerFactory.getLogger(LivenessAddressFile.class);

    private final Path file;
    private final boolean onPortOfItsOwn;
    private final ObjectProvider<PathMappedEndpoints> endpoints;

    LivenessAddressFile(
            LivenessProperties properties, Environment environment, ObjectProvider<PathMappedEndpoints> endpoints) {
        Path given = properties.livenessAddressFile();
        this.file = given == null ? Path.of("") : given;
        this.onPortOfItsOwn = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        this.endpoints = endpoints;
    }

    /** Called once for the pages' port, and once more for a management port of its own. */
    @EventListener
    void on(WebServerInitializedEvent started) {
        boolean ofManagement = started.getApplicationContext().getServerNamespace() != null;
        if (!file.toString().isBlank()
                && ofManagement == onPortOfItsOwn
                && started.getWebServer() instanceof TomcatWebServer tomcat
                && started.getApplicationContext() instanceof ServletWebServerApplicationContext context
                && context.getServletContext() != null) {
            String health = endpoints.getObject().getPath(EndpointId.of("health"));
            write(line(
                    tomcat.getTomcat().getConnector(),
                    context.getServletContext().getContextPath() + health + "/liveness"));
        }
    }

    private static String line(Connector connector, String path) {
        String host = connector.getProperty("address") instanceof InetAddress address && !address.isAnyLocalAddress()
                ? address.getHostAddress()
                : "127.0.0.1";
        // Tomcat answers 400 to a plain request where it expects TLS. A check without TLS can see no more.
        return host + ' ' + connector.getLocalPort() + ' ' + path + ' ' + (connector.getSecure() ? 400 : 200) + '\n';
    }

    private void write(String line) {
        try {
            Files.writeString(file, line);
        } catch (IOException notWritable) {
            log.warn("The health check is not told where to ask: {}", notWritable.toString());
        }
    }
}
