package io.postern.web.request;

import io.postern.web.PathRegistry;
import io.postern.web.ReaderLookup;
import io.postern.web.RoomPaths.Access;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads the body of each request before its page is called. Otherwise a page, or Tomcat after it, would hold a thread for as long
 * as a client takes to send the body. A file is read by its page, if the sender may open that. Any other file is refused, and not
 * stored.
 */
@Component
class RequestBodies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(RequestBodies.class);

    /** In bytes. Forms are kept in memory, each for anybody who sends one. */
    private static final int LONGEST_FORM = 256 * 1024;

    private final PathRegistry paths;
    private final ObjectProvider<ReaderLookup> readers;
    private final TomcatServerProperties tomcat;

    RequestBodies(PathRegistry paths, ObjectProvider<ReaderLookup> readers, TomcatServerProperties tomcat) {
        this.paths = paths;
        this.readers = readers;
        this.tomcat = tomcat;
    }

    /** Below {@link TomcatErrorReports}, which has to be added before. */
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        BodyReader reader = new BodyReader(
                tomcat.getThreads().getMax(), tomcat.getMaxSwallowSize().toBytes());
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Reading(reader)));
    }

    private final class Reading extends ValveBase {

        private final BodyReader reader;

        Reading(BodyReader reader) {
            super(true);
            this.reader = reader;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            org.apache.coyote.Request connection = request.getCoyoteRequest();
            if (request.isAsync() || connection.isFinished()) {
                getNext().invoke(request, response);
                return;
            }
            boolean file = isMultipart(request);
            String path = path(request);
            InputBuffer socket = connection.getInputBuffer();
            InputBuffer body;
            try {
                body = file && paths.isUpload(path) && mayOpen(path, request)
                        ? socket
                        : reader.read(connection, file ? 0 : longestForm(path, request));
            } catch (BodyReader.GivenUp unread) {
                connection.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                response.sendError(unread.status());
                return;
            }
            if (body != socket && file) {
                refuse(path, request, response);
                return;
            }
            connection.setInputBuffer(body);
            try {
                getNext().invoke(request, response);
            } finally {
                connection.setInputBuffer(socket);
            }
        }

        /** At the upload page this leads back to the form, after the sign-in. Elsewhere there is no form for files. */
        private void refuse(String path, Request request, Response response) throws IOException {
            if (paths.isUpload(path)) {
                response.setStatus(HttpStatus.SEE_OTHER.value());
                response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + path);
            } else {
                response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
            }
        }
    }

    /** In bytes. What the connector takes is kept of the forms that need it, and only of those who may send them. */
    private int longestForm(String path, Request request) throws BodyReader.GivenUp {
        return paths.isLongForm(path) && mayOpen(path, request)
                ? (int) tomcat.getMaxHttpFormPostSize().toBytes()
                : LONGEST_FORM;
    }

    private boolean mayOpen(String path, Request request) throws BodyReader.GivenUp {
        Access needed = paths.access(path);
        try {
            return readers.stream()
                    .flatMap(each -> each.signedIn(request).stream())
                    .anyMatch(reader -> reader.mayOpen(needed));
        } catch (DataAccessException | TransactionException away) {
            log.error("The database can’t be reached: {}", away.getMessage());
            throw new BodyReader.GivenUp(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isMultipart(Request request) {
        @Nullable String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /** Empty for an address that Tomcat refuses. */
    private static String path(Request request) {
        return request.getContext() == null
                ? ""
                : request.getRequestURI().substring(request.getContextPath().length());
    }
}
