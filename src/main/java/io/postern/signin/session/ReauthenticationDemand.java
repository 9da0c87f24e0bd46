package io.postern.signin.session;

import io.postern.web.PlainCookie;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Has somebody who signed in too long ago type the password. A page with scripts stays as it is, with all that was typed and
 * chosen: 204 changes nothing in a browser, and a cookie with the number of the form tells the page to open its dialog. Without
 * scripts, the form is retained and another page asks.
 */
@ControllerAdvice
class ReauthenticationDemand {

    /** The field that scripts add to a form. The cookie has the same name and value. */
    private static final String DIALOG = "_dialog";

    private static final PlainCookie COOKIE = new PlainCookie(DIALOG, "Strict", true, Duration.ofMinutes(1));

    private static final Pattern NUMBER = Pattern.compile("[0-9-]{1,60}");

    @ExceptionHandler
    ModelAndView ask(RecentSignIn.TooOld tooOld, HttpServletRequest request, HttpServletResponse response) {
        String dialog = request.getParameter(DIALOG);
        if (dialog != null && NUMBER.matcher(dialog).matches()) {
            COOKIE.write(dialog, request, response);
            return new ModelAndView((model, ofRequest, answer) -> answer.setStatus(HttpStatus.NO_CONTENT.value()));
        }
        request.getSession().setAttribute(RetainedForm.ATTRIBUTE, RetainedForm.of(request, tooOld.page()));
        return Redirects.to("/reauthenticate");
    }
}
