package io.postern.signin.session;

import io.postern.web.PathRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Requests for which no session is looked for, since all of them are answered alike to everybody: those of machines, those for the
 * files that every page loads, and the page that says what a request failed at. So they are answered while the database is away.
 */
@Component
class SessionlessPaths {

    private final RequestMatcher addresses;

    SessionlessPaths(PathRegistry paths) {
        List<RequestMatcher> matchers = paths.sessionless().stream()
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        this.addresses = new OrRequestMatcher(matchers);
    }

    boolean include(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR || addresses.matches(request);
    }
}
