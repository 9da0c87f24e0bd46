package io.postern.api;

import io.postern.web.BearerToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets requests with a token use the API (RFC 6750, in the header only). Sessions and cookies are ignored, so no page can make a
 * browser send such a request.
 */
@Configuration(proxyBeanMethods = false)
class ApiAccess {

    /** The request's attribute that holds the {@link ApiToken}. */
    static final String TOKEN = "io.postern.api.token";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain api(
            HttpSecurity http, ApiTokens tokens, MessageSource messages, JsonMapper json, LocaleResolver languages)
            throws Exception {
        return http.securityMatcher("/api/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, refused) -> {
                    boolean presented = BearerToken.of(request).isPresent();
                    response.setHeader(
                            HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
                    response.setStatus(HttpStatus.UNAUTHORIZED.value());
                    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                    String code = presented ? "bad-token" : "no-token";
                    json.writeValue(
                            response.getOutputStream(),
                            new ApiProblem(HttpStatus.UNAUTHORIZED, code)
                                    .detail(messages, languages.resolveLocale(request)));
                }))
                .addFilterAfter(new TokenFilter(tokens), SecurityContextHolderFilter.class)
                .build();
    }

    private static final class TokenFilter extends OncePerRequestFilter {

        private final ApiTokens tokens;

        TokenFilter(ApiTokens tokens) {
            this.tokens = tokens;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            BearerToken.of(request).flatMap(tokens::find).ifPresent(token -> {
                request.setAttribute(TOKEN, token);
                SecurityContextHolder.setContext(new SecurityContextImpl(new PreAuthenticatedAuthenticationToken(
                        token, null, AuthorityUtils.createAuthorityList("ROLE_API"))));
            });
            chain.doFilter(request, response);
        }
    }
}
