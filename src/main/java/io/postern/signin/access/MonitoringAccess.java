package io.postern.signin.access;

import io.postern.web.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What machines watch: health for everybody, metrics for whoever has the token (RFC 6750, in the header alone), whoever is signed
 * in; without a configured token there are none. No session is looked for, so that it answers while the database is away.
 */
@Configuration(proxyBeanMethods = false)
class MonitoringAccess {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain metrics(HttpSecurity http, MetricsProperties properties) throws Exception {
        String token = properties.token() == null ? "" : properties.token().strip();
        boolean exist = !token.isEmpty();
        return sessionless(http)
                .securityMatcher(EndpointRequest.to("prometheus"))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((caller, context) ->
                                new AuthorizationDecision(exist && isBearer(context.getRequest(), token))))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, refused) -> {
                    if (exist) {
                        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    }
                    response.sendError(exist ? HttpStatus.UNAUTHORIZED.value() : HttpStatus.NOT_FOUND.value());
                }))
                .build();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain health(HttpSecurity http) throws Exception {
        return sessionless(http)
                .securityMatcher(EndpointRequest.to("health"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static HttpSecurity sessionless(HttpSecurity http) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable());
    }

    /** The time it takes depends on what was sent, not on the token. */
    private static boolean isBearer(HttpServletRequest request, String token) {
        return BearerToken.of(request)
                .filter(sent -> MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
