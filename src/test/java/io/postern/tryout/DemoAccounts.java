package io.postern.tryout;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Offers the people of the try-out below the form of the sign-in page. The page itself knows nothing of that. */
@Controller
@TestComponent
class DemoAccounts extends OncePerRequestFilter {

    static final List<DemoAccount> ALL = List.of(
            new DemoAccount(TryOut.ADMINISTRATOR),
            new DemoAccount("otto"),
            new DemoAccount("grete"),
            new DemoAccount("nomail"));

    private static final String SCRIPT = "/tryout/accounts.js";
    private static final String BEFORE = "</main>";

    private final ITemplateEngine templates;
    private final LocaleResolver languages;

    DemoAccounts(ITemplateEngine templates, LocaleResolver languages) {
        this.templates = templates;
        this.languages = languages;
    }

    record DemoAccount(String name) {

        /** Of the text that says who it is. */
        public String key() {
            return "tryout.account." + name;
        }
    }

    /** A click fills in the name and the password. */
    @GetMapping(path = SCRIPT, produces = "text/javascript")
    @ResponseBody
    Resource script() {
        return new ClassPathResource("templates/tryout/accounts.js");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        // After a forward, what is added outside of it is lost.
        return !(path.equals("/login") && request.getMethod().equals("GET") || path.equals("/login/refused"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        if (MediaType.TEXT_HTML_VALUE.equals(
                String.valueOf(page.getContentType()).split(";", 2)[0])) {
            String html = new String(page.getContentAsByteArray(), StandardCharsets.UTF_8);
            String offer = templates.process(
                    "tryout/accounts",
                    new Context(
                            languages.resolveLocale(request),
                            Map.of(
                                    "accounts",
                                    ALL,
                                    "password",
                                    TryOut.PASSWORD,
                                    "script",
                                    request.getContextPath() + SCRIPT)));
            page.resetBuffer();
            page.getOutputStream().write(html.replace(BEFORE, offer + BEFORE).getBytes(StandardCharsets.UTF_8));
        }
        page.copyBodyToResponse();
    }
}
