package io.postern.web.request;

import io.postern.net.VisibleText;
import io.postern.web.Reader;
import io.postern.web.ReaderLookup;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request that names a parameter twice, before anything reads one. Spring would join two values to {@code "a,b"}, and
 * elsewhere two addresses in place of one have handed accounts over (CVE-2023-7028). Only {@code ids}, the ticked rows of a list, may
 * repeat. An array as PHP has it, {@code token[]}, is refused for the same reason, and so is a NUL: no form has one, and databases
 * disagree about it.
 *
 * <p>Values lose what copying brings along at their ends. Secrets stay as they were typed.
 *
 * <p>This runs right after the character encoding is set, since it parses the parameters. It also answers a form over the size limit,
 * with 413.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SingleValueParameters extends OncePerRequestFilter {

    private static final String MAY_REPEAT = "ids";
    /** A message as it was copied. Its page says that a NUL is none of a message. */
    private static final String MAY_BE_BINARY = "source";

    private static final Pattern SECRET = Pattern.compile("token|(.*[sS]ecret|.*[pP]assword)(Confirmation)?");

    private final ObjectProvider<ReaderLookup> readers;

    SingleValueParameters(ObjectProvider<ReaderLookup> readers) {
        this.readers = readers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int refused;
        try {
            refused = request.getParameterMap().entrySet().stream().allMatch(SingleValueParameters::isFine)
                    ? 0
                    : HttpStatus.BAD_REQUEST.value();
        } catch (InvalidParameterException unreadable) {
            refused = unreadable.getErrorCode();
        }
        if (refused == 0) {
            chain.doFilter(new Trimmed(request), response);
        } else if (!response.isCommitted()) {
            // A committed response means that the sender is gone.
            readers.stream()
                    .flatMap(each -> each.of(request).stream())
                    .forEach(reader -> request.setAttribute(Reader.ATTRIBUTE, reader));
            response.sendError(refused);
        }
    }

    private static boolean isFine(Map.Entry<String, String[]> parameter) {
        return (parameter.getValue().length == 1 || parameter.getKey().equals(MAY_REPEAT))
                && parameter.getKey().indexOf('[') < 0
                && parameter.getKey().indexOf('\0') < 0
                && (parameter.getKey().equals(MAY_BE_BINARY)
                        || Arrays.stream(parameter.getValue()).allMatch(value -> value.indexOf('\0') < 0));
    }

    private static final class Trimmed extends HttpServletRequestWrapper {

        private final Map<String, String[]> trimmed = new LinkedHashMap<>();

        Trimmed(HttpServletRequest request) {
            super(request);
            request.getParameterMap()
                    .forEach((name, values) -> trimmed.put(
                            name,
                            SECRET.matcher(name).matches()
                                    ? values
                                    : Arrays.stream(values)
                                            .map(VisibleText::trim)
                                            .toArray(String[]::new)));
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = trimmed.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return trimmed.get(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return trimmed;
        }
    }
}
