package io.postern.web.request;

import io.postern.web.Reader;
import io.postern.web.ReaderLookup;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request that names a parameter twice, before anything reads one: Spring would join two values to {@code "a,b"}, and two
 * addresses in place of one have handed accounts over elsewhere (CVE-2023-7028). Only {@code ids}, the ticked rows of a list, may
 * repeat. An array as PHP has it, {@code token[]}, is refused for the same reason. A NUL is refused in any name or value: no form has
 * it, and databases disagree about it.
 *
 * <p>Runs right after the character encoding is set, since the parameters are parsed here. A form over the size limit ends here as
 * well, with 413.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SingleValueParameters extends OncePerRequestFilter {

    private static final String MAY_REPEAT = "ids";

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
            chain.doFilter(new TrimmedParameters(request), response);
        } else if (!response.isCommitted()) {
            // Else its sender has gone in the middle of it.
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
                && Arrays.stream(parameter.getValue()).allMatch(value -> value.indexOf('\0') < 0);
    }
}
