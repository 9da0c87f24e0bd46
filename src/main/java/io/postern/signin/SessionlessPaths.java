package io.postern.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests for which no session is looked for, since all of them are answered alike to everybody: those of machines, those for the
 * files that every page loads, and the page that says what a request failed at. So they are answered while the database is away.
 */
final class SessionlessPaths {

    static final String[] FILES = {"/assets/**", "/favicon.ico"};

    private static final RequestMatcher ADDRESSES = addresses();

    private SessionlessPaths() {}

    static boolean is(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR || ADDRESSES.matches(request);
    }

    private static RequestMatcher addresses() {
        List<RequestMatcher> matchers = Stream.concat(Stream.of("/actuator/**", "/api/**"), Arrays.stream(FILES))
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        return new OrRequestMatcher(matchers);
    }
}
