package io.postern.signin.session;

import io.postern.users.Role;
import io.postern.users.Users;
import io.postern.web.PathRegistry;
import io.postern.web.RoomPaths.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Requests that an open page sends by itself, to poll. The reader's session says who they are and is not touched: a page that was left open
 * would keep it alive for ever.
 */
@Configuration(proxyBeanMethods = false)
class PollingAccess {

    /** By which htmx stops to ask again. */
    private static final int STOP = 286;

    /** For such a request there is no session to be found. */
    @Bean
    HttpSessionIdResolver sessionIds(CookieSerializer cookie, PathRegistry paths) {
        Set<String> polled = paths.polled();
        CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(cookie);
        return new HttpSessionIdResolver() {
            @Override
            public List<String> resolveSessionIds(HttpServletRequest request) {
                return polled.contains(path(request)) ? List.of() : ids.resolveSessionIds(request);
            }

            @Override
            public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
                ids.setSessionId(request, response, id);
            }

            @Override
            public void expireSession(HttpServletRequest request, HttpServletResponse response) {
                ids.expireSession(request, response);
            }
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain polling(
            HttpSecurity http,
            SessionRepository<? extends Session> sessions,
            CookieSerializer cookie,
            Users users,
            PathRegistry paths)
            throws Exception {
        return http.securityMatcher(paths.polled().toArray(String[]::new))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new ReadOnlySession(sessions, cookie)))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAnyRole(Role.namesWith(Access.OPERATORS)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, reason) -> stop(request, response))
                        .accessDeniedHandler((request, response, reason) -> stop(request, response)))
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .addFilterAfter(new CredentialCheck(users), SecurityContextHolderFilter.class)
                .build();
    }

    /** Whoever has signed out, or lost the role, sees it with the next click. */
    private static void stop(HttpServletRequest request, HttpServletResponse response) {
        boolean asksAgain = request.getHeader("HX-Request") != null;
        response.setStatus(asksAgain ? STOP : HttpStatus.FORBIDDEN.value());
        response.setHeader("HX-Reswap", "none");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
