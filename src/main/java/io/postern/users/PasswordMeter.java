package io.postern.users;

import io.postern.installation.Installation;
import io.postern.ratelimit.RateLimiter;
import io.postern.web.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows what the rules say of a password while it is typed. Controllers of pages with a new password answer with it. The password
 * is neither kept nor logged.
 */
@Component
public class PasswordMeter {

    private static final String PART = "users/parts :: meter";

    /** More than anybody types. */
    private static final int LOOKS = 300;

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final PasswordRules rules;
    private final Installation installation;
    private final RateLimiter rateLimiter;
    private final ClientAddresses addresses;

    PasswordMeter(PasswordRules rules, Installation installation, RateLimiter rateLimiter, ClientAddresses addresses) {
        this.rules = rules;
        this.installation = installation;
        this.rateLimiter = rateLimiter;
        this.addresses = addresses;
    }

    /** The view for a password of this user. After too many requests, an answer that leaves the page as it is. */
    public ModelAndView show(String password, User of, HttpServletRequest request, Model model) {
        return show(
                password,
                of.username(),
                of.email().map(address -> address.value()).orElse(null),
                of.displayName(),
                request,
                model);
    }

    /** Like {@link #show(String, User, HttpServletRequest, Model)}, for somebody who is not a user yet. */
    public ModelAndView show(
            String password,
            String username,
            @Nullable String email,
            String displayName,
            HttpServletRequest request,
            Model model) {
        if (!rateLimiter.tryAcquire("users.password-meter:" + addresses.networkOf(request), LOOKS, WINDOW)) {
            return new ModelAndView((none, ofRequest, answer) -> answer.setStatus(HttpStatus.NO_CONTENT.value()));
        }
        List<PasswordProblem> problems = rules.check(password, username, email, displayName);
        model.addAttribute("strength", password.isEmpty() ? null : PasswordStrength.of(password, problems));
        model.addAttribute("problems", problems);
        model.addAttribute("length", password.codePointCount(0, password.length()));
        model.addAttribute("minimumPasswordLength", installation.current().minimumPasswordLength());
        return new ModelAndView(PART);
    }
}
