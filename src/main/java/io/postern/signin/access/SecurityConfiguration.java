package io.postern.signin.access;

import io.postern.signin.session.AccessAudit;
import io.postern.signin.session.AccessDeniedPage;
import io.postern.signin.session.CredentialCheck;
import io.postern.signin.session.RequestedPage;
import io.postern.signin.session.SignInEntryPoint;
import io.postern.signin.session.SignInSuccessHandler;
import io.postern.users.Role;
import io.postern.users.Users;
import io.postern.web.PathRegistry;
import io.postern.web.RoomPaths.Access;
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

/** Spring Security: who may open which paths, as the rooms say, and how people sign in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Pages are timed by name. Timing each filter as well would cost more than the filters do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            Users users,
            PathRegistry paths,
            CsrfCookie csrfCookie,
            SignInEntryPoint entryPoint,
            AccessDeniedPage staleTokenHandler,
            RequestedPage requestedPage,
            SignInSuccessHandler success,
            AccessAudit audit)
            throws Exception {
        DefaultRedirectStrategy seeOther = new DefaultRedirectStrategy();
        seeOther.setStatusCode(HttpStatus.SEE_OTHER);
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(paths.patterns(Access.EVERYBODY))
                                .permitAll()
                                .requestMatchers(paths.patterns(Access.ADMINISTRATORS))
                                .hasAnyRole(Role.namesWith(Access.ADMINISTRATORS))
                                .requestMatchers(paths.patterns(Access.OPERATORS))
                                .hasAnyRole(Role.namesWith(Access.OPERATORS))
                                .anyRequest()
                                .authenticated())
                .formLogin(form -> form.loginPage(paths.signIn())
                        .successHandler(success)
                        .failureForwardUrl("/login/refused")
                        .permitAll())
                .logout(logout -> logout.addLogoutHandler(audit)
                        .logoutSuccessHandler((request, response, authentication) ->
                                seeOther.sendRedirect(request, response, paths.signIn() + "?logout")))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(entryPoint).accessDeniedHandler(staleTokenHandler))
                .requestCache(cache -> cache.requestCache(requestedPage))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie))
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .addFilterAfter(new CredentialCheck(users), SecurityContextHolderFilter.class)
                .build();
    }
}
