package io.postern.signin.session;

import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import io.postern.web.SignInTooOld;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.view.RedirectView;

/** Leads somebody who signed in too long ago to the page that asks for the password, and retains the form until then. */
@ControllerAdvice
class ReauthenticationRedirect {

    @ExceptionHandler
    RedirectView redirect(SignInTooOld exception, HttpServletRequest request) {
        request.getSession().setAttribute(RetainedForm.ATTRIBUTE, RetainedForm.of(request, exception.page()));
        return Redirects.to("/reauthenticate");
    }
}
