package io.postern.web.layout;

import io.postern.web.Banner;
import io.postern.web.NotFound;
import io.postern.web.Option;
import io.postern.web.PagePart;
import io.postern.web.Reader;
import io.postern.web.Redirects;
import io.postern.web.RoomPaths;
import io.postern.web.ShellSettings;
import io.postern.web.TrustedProxies;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The shell alone, on a real server, with pages that have one of everything. Who reads is said by the query {@code as}. */
@TestComponent
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
        })
@EnableConfigurationProperties(TrustedProxies.class)
@ComponentScan(
        basePackageClasses = io.postern.web.RoomPaths.class,
        excludeFilters = @ComponentScan.Filter(classes = TypeExcludeFilter.class, type = FilterType.CUSTOM))
@Import({ShellPages.Pages.class, ShellPages.Banners.class, ShellPages.OtherRooms.class})
public class ShellPages {

    /** The readiness that the application states asks for one. */
    static final String NO_DATABASE = "management.endpoint.health.validate-group-membership=false";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    record Form(
            @Nullable String host,
            @Nullable String port,
            @Nullable String password,
            @Nullable String mode,
            @Nullable String certificates,
            boolean enabled) {}

    public record Person(Locale language, String displayName) implements Reader {

        @Override
        public java.util.UUID id() {
            return new java.util.UUID(0, 1);
        }

        @Override
        public boolean mayOpen(RoomPaths.Access readers) {
            return true;
        }
    }

    /** As the pager reads it. */
    public record Page(@Nullable Address previous, @Nullable Address next) {}

    public record Address(String address) {}

    @Controller
    static class Pages {

        @GetMapping("/form")
        String form(Model model) {
            model.addAttribute("form", new Form("smtp.example.org", "587", "stored secret", "AUTO", null, true));
            return page(model);
        }

        @PostMapping("/form")
        Object save(
                @ModelAttribute("form") Form form,
                BindingResult errors,
                Model model,
                HttpServletResponse response,
                RedirectAttributes redirect) {
            if ("587".equals(form.port())) {
                redirect.addFlashAttribute("flash", "web.open.settings-general");
                redirect.addFlashAttribute("flashArgs", List.of("Ada"));
                return Redirects.to("/form?as=ADMINISTRATOR");
            }
            errors.rejectValue("port", "none", "A port is a number from 1 to 65535.");
            errors.reject("none", "Someone else saved meanwhile.");
            response.setStatus(422);
            return page(model);
        }

        @GetMapping("/quiet")
        String quiet(Model model) {
            model.addAttribute("form", new Form(null, null, null, null, null, false));
            return "webtests/quiet";
        }

        @GetMapping("/missing")
        String missing() {
            throw new NotFound();
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/refused")
        String refused(@RequestParam int status) {
            throw new ResponseStatusException(HttpStatus.valueOf(status), "secret detail");
        }

        @PostMapping("/echo")
        @ResponseBody
        String echo(@RequestParam String text) {
            return String.valueOf(text.length());
        }

        @GetMapping("/address")
        @ResponseBody
        String address(HttpServletRequest request) {
            return request.getRemoteAddr();
        }

        private static String page(Model model) {
            model.addAttribute(
                    "options", List.of(new Option("AUTO", "By the port"), new Option("STARTTLS", "STARTTLS")));
            model.addAttribute("page", new Page(null, new Address("/form?page=2")));
            model.addAttribute("moment", Instant.parse("2026-07-01T10:00:59.5Z"));
            return "webtests/form";
        }
    }

    /** A room that has something to say, and can fail at it. */
    @Component
    static class Banners implements PagePart {

        @Override
        public void addTo(ModelAndView page, HttpServletRequest request) {
            if (request.getParameter("fail") != null) {
                throw new IllegalStateException("database away");
            }
            page.addObject(
                    "banners", List.of(new Banner("test-banner", "web.open.settings-general", "/settings/general")));
        }
    }

    @Component
    static class OtherRooms extends RoomPaths {

        OtherRooms() {
            link("/settings/general", "web.open.settings-general");
            machines("/api/");
        }
    }

    @Bean
    ShellSettings settings() {
        return new ShellSettings() {
            @Override
            public ZoneId zone() {
                return ZoneId.of("Europe/Berlin");
            }
        };
    }

    @Bean
    UserDetailsService nobody() {
        return new InMemoryUserDetailsManager();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        Filter reader = (request, response, next) -> {
            String role = request.getDispatcherType() == DispatcherType.REQUEST ? request.getParameter("as") : null;
            if (role != null) {
                Person person = new Person(
                        Locale.forLanguageTag(request.getParameter("in") == null ? "en" : "de"), "Ada <b>Lovelace</b>");
                SecurityContextHolder.getContext()
                        .setAuthentication(new TestingAuthenticationToken(person, null, "ROLE_" + role));
            }
            next.doFilter(request, response);
        };
        return http.addFilterBefore(reader, AnonymousAuthenticationFilter.class)
                .csrf(csrf -> csrf.ignoringRequestMatchers("/echo", "/theme", "/form"))
                .build();
    }
}
