package io.postern.web.request;

import io.postern.web.PathRegistry;
import io.postern.web.layout.Shell;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat itself refuses, such as {@code /users/%ff}: in the browser's language, or for a machine as a problem (RFC
 * 9457). The page has no layout, since templates don't work this early.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class TomcatErrorReports implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final MessageSource messages;
    private final Shell shell;
    private final PathRegistry paths;
    private final JsonMapper json;

    TomcatErrorReports(MessageSource messages, Shell shell, PathRegistry paths, JsonMapper json) {
        this.messages = messages;
        this.shell = shell;
        this.paths = paths;
        this.json = json;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context ->
                context.getParent().getPipeline().addValve(new LocalizedErrorReportValve(context.getPath())));
        // Otherwise an eleventh language in Accept-Language is a 500 at every page. The size of the headers has its
        // own limit.
        factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(Integer.MAX_VALUE));
    }

    private final class LocalizedErrorReportValve extends ErrorReportValve {

        private final String contextPath;

        LocalizedErrorReportValve(String contextPath) {
            this.contextPath = contextPath;
        }

        @Override
        protected void report(Request request, Response response, Throwable thrown) {
            int status = response.getStatus();
            if (status < HttpServletResponse.SC_BAD_REQUEST
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                write(request, response, RequestFailure.of(status), status);
            } catch (IOException goneAway) {
                // The client is gone.
            }
        }

        private void write(Request request, Response response, RequestFailure failure, int status) throws IOException {
            Locale language = ReadersLanguage.accepted(request.getHeader("Accept-Language"))
                    .orElse(Locale.ENGLISH);
            String path = request.getRequestURI();
            boolean api = path != null
                    && path.startsWith(contextPath)
                    && paths.isForMachines(path.substring(contextPath.length()));
            response.setContentType(api ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            PrintWriter writer = response.getReporter();
            if (writer != null) {
                writer.write(api ? problem(failure, status, language) : page(failure, language));
                response.finishResponse();
            }
        }

        private String problem(RequestFailure failure, int status, Locale language) {
            return json.writeValueAsString(failure.problem(status, text(failure.titleKey(), language)));
        }

        private String page(RequestFailure failure, Locale language) {
            String title = text(failure.titleKey(), language);
            return """
                    <!DOCTYPE html>
                    <html lang="%s">
                    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>%s</title></head>
                    <body><main><h1>%s</h1><p>%s</p><p><a href="%s/">%s</a></p></main></body>
                    </html>
                    """
                    .formatted(
                            language.getLanguage(),
                            HtmlUtils.htmlEscape(shell.title(title), "UTF-8"),
                            title,
                            text(failure.adviceKey(), language),
                            contextPath,
                            text("web.error.home", language));
        }

        private String text(String key, Locale language) {
            return messages.getMessage(key, null, language);
        }
    }
}
