package io.postern.signin.session;

import io.postern.users.SessionOrigin;
import io.postern.users.SignedInUser;
import io.postern.web.ClientAddresses;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** After a sign-in: on to the page that was requested, with what was typed there when the session before ended. */
@Component
public class SignInSuccessHandler implements AuthenticationSuccessHandler {

    private final ClientAddresses addresses;
    private final RequestedPage requestedPage;
    private final ExpiredSessionForm unsentForm;
    private final SavedRequestAwareAuthenticationSuccessHandler redirect =
            new SavedRequestAwareAuthenticationSuccessHandler();

    SignInSuccessHandler(ClientAddresses addresses, RequestedPage requestedPage, ExpiredSessionForm unsentForm) {
        this.addresses = addresses;
        this.requestedPage = requestedPage;
        this.unsentForm = unsentForm;
        DefaultRedirectStrategy seeOther = new DefaultRedirectStrategy();
        seeOther.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setRedirectStrategy(seeOther);
        redirect.setRequestCache(requestedPage);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        SessionOrigin.note(request, addresses.of(request));
        if (authentication.getPrincipal() instanceof SignedInUser user) {
            unsentForm.restore(user, request, response);
        }
        // Else it would be where everybody's next sign-in at this browser leads, too.
        requestedPage.removeRequest(request, response);
        redirect.onAuthenticationSuccess(request, response, authentication);
    }
}
