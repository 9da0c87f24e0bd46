package io.postern.signin.password;

import io.postern.database.DatabaseTime;
import io.postern.installation.Installation;
import io.postern.signin.session.FormRetention;
import io.postern.users.HashingBusy;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The sign-in page; Spring Security answers its POST. */
@Controller
class SignInController {

    private final Installation installation;
    private final FormRetention forms;
    private final DatabaseTime clock;

    SignInController(Installation installation, FormRetention forms, DatabaseTime clock) {
        this.installation = installation;
        this.forms = forms;
        this.clock = clock;
    }

    /** What is shown again after a refusal; the password never is. */
    record SignInForm(String username, String password) {}

    @GetMapping("/login")
    String page(HttpServletRequest request, Model model) {
        // Who has just chosen a password.
        String username = Objects.requireNonNullElse((String) model.getAttribute("username"), "");
        return page(RetainedForm.orElse(new SignInForm(username, ""), model), request, model);
    }

    /** Reached by a forward only, so that a script can't ask for it. */
    @PostMapping("/login/refused")
    String refused(
            @RequestAttribute(WebAttributes.AUTHENTICATION_EXCEPTION) AuthenticationException failure,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (failure instanceof HashingBusy busy) {
            throw busy;
        }
        if (failure instanceof SignInThrottle.Throttled throttled) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            Duration wait = Duration.between(clock.instant(), throttled.until());
            model.addAttribute("waitMinutes", wait.toMinutes() + 1);
        } else {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", true);
        }
        String typed = request.getParameter("username");
        return page(new SignInForm(typed == null ? "" : typed, ""), request, model);
    }

    private String page(SignInForm form, HttpServletRequest request, Model model) {
        model.addAttribute("unsent", forms.find(request).orElse(null));
        model.addAttribute("form", form);
        model.addAttribute("setUp", installation.isSetUp());
        return "signin/login";
    }
}
