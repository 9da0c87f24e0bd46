package io.postern.signin.session;

import io.postern.users.Role;
import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import io.postern.web.RoomPaths.Access;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/** Requests that an open page makes by itself, to poll. The reader's session says who they are, and is not touched. */
@Configuration(proxyBeanMethods = false)
class PollingAccess {

    /** The status at which htmx stops to ask again. */
    private static final int STOP = 286;

    @Bean
    @Order(1)
    SecurityFilterChain polling(
            HttpSecurity http, SessionReaderLookup readers, CsrfTokenRepository csrfTokens, PathRegistry paths)
            throws Exception {
        return http.securityMatcher(paths.polled().toArray(String[]::new))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                // What the page gets may have forms. They need its token, and it stays the same.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers(paths.patterns(Access.ADMINISTRATORS))
                        .hasAnyRole(Role.namesWith(Access.ADMINISTRATORS))
                        .anyRequest()
                        .hasAnyRole(Role.namesWith(Access.OPERATORS)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, reason) -> stop(request, response))
                        .accessDeniedHandler((request, response, reason) -> stop(request, response)))
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .addFilterAfter(signIn(readers), SecurityContextHolderFilter.class)
                .build();
    }

    private static Filter signIn(SessionReaderLookup readers) {
        return (request, response, chain) -> {
            readers.user((HttpServletRequest) request).ifPresent(user -> {
                request.setAttribute(Reader.ATTRIBUTE, user);
                SecurityContextHolder.setContext(new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, user.authorities())));
            });
            chain.doFilter(request, response);
        };
    }

    /** A reader who has signed out, or lost the role, sees that with the next click. */
    private static void stop(HttpServletRequest request, HttpServletResponse response) {
        boolean asksAgain = request.getHeader("HX-Request") != null;
        response.setStatus(asksAgain ? STOP : HttpStatus.FORBIDDEN.value());
        response.setHeader("HX-Reswap", "none");
    }
}
