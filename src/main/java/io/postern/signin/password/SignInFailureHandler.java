package io.postern.signin.password;

import io.postern.users.HashingBusy;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** After a refused sign-in, shows the page again with the typed name and the reason. */
@Component
public class SignInFailureHandler implements AuthenticationFailureHandler {

    static final String FAILURE = "io.postern.signin.failure";

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (failure instanceof HashingBusy) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        request.setAttribute(FAILURE, failure);
        request.getRequestDispatcher("/login/refused").forward(request, response);
    }
}
