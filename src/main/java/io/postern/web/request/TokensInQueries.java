package io.postern.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Masks the token of a mailed link, and the code of an OAuth 2.0 provider, in the query string, since frameworks write that into
 * logs and error messages. The parameter itself stays readable: {@link SingleValueParameters} has parsed it before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class TokensInQueries extends OncePerRequestFilter {

    private static final Pattern TOKEN = Pattern.compile("(^|&)(token|code)=[^&]*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        boolean hasToken = query != null && TOKEN.matcher(query).find();
        chain.doFilter(hasToken ? new Masked(request) : request, response);
    }

    /** The error page gets the original request, unmasked. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static final class Masked extends HttpServletRequestWrapper {

        Masked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getQueryString() {
            String query = super.getQueryString();
            return query == null ? null : TOKEN.matcher(query).replaceAll("$1$2=masked");
        }
    }
}
