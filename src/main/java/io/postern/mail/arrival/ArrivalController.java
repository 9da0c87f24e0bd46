package io.postern.mail.arrival;

import io.postern.installation.HostCookie;
import io.postern.installation.SecureRequests;
import io.postern.ratelimit.RateLimiter;
import io.postern.web.ClientAddresses;
import io.postern.web.Redirects;
import io.postern.web.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page behind the link in a test mail. It needs no sign-in, since a test goes to any address. Opening it changes nothing, since mail
 * scanners open links too: the button counts alone.
 */
@Controller
class ArrivalController {

    private static final String VIEW = "mail/arrived";
    private static final int BAD_LINKS_PER_ADDRESS = 50;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** What a sentence, a mail program or copying leaves around a token. No token contains such a character. */
    private static final Pattern AROUND = Pattern.compile("(?s)^[^A-Za-z0-9_=-]+|[^A-Za-z0-9_=-].*$");

    private final Arrivals arrivals;
    /** Carries the token from the mailed address to the page, so that it leaves the address bar, history and Referer. */
    private final HostCookie cookie;

    private final RateLimiter rateLimiter;
    private final ClientAddresses addresses;

    ArrivalController(Arrivals arrivals, SecureRequests secure, RateLimiter rateLimiter, ClientAddresses addresses) {
        this.arrivals = arrivals;
        this.cookie = new HostCookie(secure, "mail-arrived-token", Arrivals.PATH, "Lax");
        this.rateLimiter = rateLimiter;
        this.addresses = addresses;
    }

    /** @param done whether the button was pressed: what the page says then, it says to everybody */
    @GetMapping(Arrivals.PATH)
    ModelAndView open(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        if (done != null && token == null) {
            return new ModelAndView(VIEW, Map.of("step", "done"));
        }
        String presented =
                token == null ? cookie.read(request) : AROUND.matcher(token).replaceAll("");
        if (!arrivals.isGood(presented)) {
            return refuse(request, response);
        }
        if (token != null) {
            cookie.write(presented, Arrivals.LINK_LIFETIME, request, response);
            return Redirects.to(Arrivals.PATH);
        }
        return new ModelAndView(VIEW, Map.of("step", "ask", "token", presented));
    }

    @PostMapping(Arrivals.PATH)
    ModelAndView arrived(
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Optional<ArrivedAfter> after = arrivals.arrived(token);
        if (after.isEmpty()) {
            return refuse(request, response);
        }
        cookie.delete(request, response);
        redirect.addFlashAttribute("after", after.get().messageKey());
        redirect.addFlashAttribute("amount", after.get().amount());
        return Redirects.to(Arrivals.PATH + "?done");
    }

    /** Answers the same for every link that does not work. Only such links are counted against a client address. */
    private ModelAndView refuse(HttpServletRequest request, HttpServletResponse response) {
        if (!rateLimiter.tryAcquire("bad-arrival:" + addresses.networkOf(request), BAD_LINKS_PER_ADDRESS, WINDOW)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(WINDOW.toSeconds()));
            throw new TooManyRequests();
        }
        return new ModelAndView(VIEW, Map.of("step", "dead"), HttpStatus.BAD_REQUEST);
    }
}
