package io.postern.signin;

import io.postern.installation.SecureRequests;
import io.postern.users.Role;
import io.postern.users.Users;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Who may open what, and how one signs in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] PUBLIC_PAGES = {
        "/login",
        "/setup",
        "/setup/strength",
        "/forgot-password",
        "/reset-password",
        "/reset-password/strength",
        "/invitation",
        "/invitation/strength",
        "/confirm-address",
        "/theme",
        "/error"
    };

    private static final String ADMINISTRATOR = Role.ADMINISTRATOR.name();
    private static final String OPERATOR = Role.OPERATOR.name();

    /** Each page is counted by its name; to time every filter besides would cost more than the filters do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            Users users,
            SecureRequests secure,
            CsrfCookie csrfCookie,
            SignInEntryPoint signInFirst,
            StaleTokenHandler staleForm,
            RequestedPage wanted,
            SignInSuccess success,
            SignInFailure failure)
            throws Exception {
        DefaultRedirectStrategy seeOther = new DefaultRedirectStrategy();
        seeOther.setStatusCode(HttpStatus.SEE_OTHER);
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(SessionlessPaths.FILES)
                                .permitAll()
                                .requestMatchers(PUBLIC_PAGES)
                                .permitAll()
                                .requestMatchers("/settings/**", "/users/**", "/users.csv", "/audit", "/audit.csv")
                                .hasRole(ADMINISTRATOR)
                                .requestMatchers("/deliveries/**", "/alerts/**", "/profile/alerts/**")
                                .hasAnyRole(ADMINISTRATOR, OPERATOR)
                                .anyRequest()
                                .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .successHandler(success)
                        .failureHandler(failure)
                        .permitAll())
                .logout(logout -> logout.logoutSuccessHandler((request, response, authentication) ->
                        seeOther.sendRedirect(request, response, "/login?logout")))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(signInFirst).accessDeniedHandler(staleForm))
                .requestCache(cache -> cache.requestCache(wanted))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie))
                .headers(headers -> headers.defaultsDisabled()
                        .cacheControl(Customizer.withDefaults())
                        .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(secure::isSecure)))
                .addFilterAfter(new CredentialCheck(users), SecurityContextHolderFilter.class)
                .build();
    }
}
