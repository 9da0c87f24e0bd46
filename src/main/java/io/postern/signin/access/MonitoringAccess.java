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
 * Monitoring by machines. Health is open to everybody. Metrics need the token in the header (RFC 6750), and a session does not help;
 * without a configured token they answer 404. No session is looked up, so both answer while the database is away.
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

    /** Its time does not depend on the token. */
    private static boolean isBearer(HttpServletRequest request, String token) {
        return BearerToken.of(request)
                .filter(sent -> MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
