package io.postern.signin.access;

import io.postern.signin.session.AccessAudit;
import io.postern.signin.session.AccessDeniedPage;
import io.postern.signin.session.CredentialCheck;
import io.postern.signin.session.MissingFactor;
import io.postern.signin.session.MissingFactor.Missing;
import io.postern.signin.session.RequestedPage;
import io.postern.signin.session.SignInEntryPoint;
import io.postern.signin.session.SignInSuccessHandler;
import io.postern.users.Role;
import io.postern.users.Users;
import io.postern.web.PathRegistry;
import io.postern.web.RoomPaths.Access;
import jakarta.servlet.DispatcherType;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagerFactories;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Spring Security: who may open which paths, as the rooms say, and how people sign in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Pages are timed by name. Timing each filter as well would cost more than the filters do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Without a required factor, only the pages that are open to everybody open. */
    @Bean
    AuthorizationManagerFactory<Object> requiredFactors() {
        return requiredFactors(request -> MissingFactor.in(request).isPresent());
    }

    private static <T> AuthorizationManagerFactory<T> requiredFactors(Predicate<Authentication> missing) {
        return AuthorizationManagerFactories.<T>multiFactor()
                .requireFactors(MissingFactor.CODE_AUTHORITY)
                .when(missing)
                .build();
    }

    /** Where a factor can be added, by somebody who has none to show. */
    private static AuthorizationManager<RequestAuthorizationContext> hasShownWhatThereIs() {
        AuthorizationManagerFactory<RequestAuthorizationContext> factory = requiredFactors(request ->
                MissingFactor.in(request).filter(Missing.CODE::equals).isPresent());
        return factory.authenticated();
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            Users users,
            MissingFactor missingFactor,
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
                                .requestMatchers(paths.enrolment())
                                .access(hasShownWhatThereIs())
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
                .exceptionHandling(handling -> handling.authenticationEntryPoint(entryPoint)
                        .defaultAccessDeniedHandlerFor(staleTokenHandler, AnyRequestMatcher.INSTANCE)
                        .defaultDeniedHandlerForMissingAuthority(entryPoint, MissingFactor.CODE_AUTHORITY))
                .requestCache(cache -> cache.requestCache(requestedPage))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie))
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .addFilterAfter(new CredentialCheck(users, missingFactor), SecurityContextHolderFilter.class)
                .build();
    }
}
