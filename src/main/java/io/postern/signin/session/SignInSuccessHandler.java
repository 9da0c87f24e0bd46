package io.postern.signin.session;

import io.postern.users.SessionOrigin;
import io.postern.users.SignedInUser;
import io.postern.web.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** After a sign-in, leads to the page that was requested, with what was typed there if the session had ended. */
@Component
public class SignInSuccessHandler implements AuthenticationSuccessHandler {

    private final ClientAddresses addresses;
    private final MissingFactor missingFactor;
    private final RequestedPage requestedPage;
    private final FormRetention forms;
    private final DefaultRedirectStrategy seeOther = new DefaultRedirectStrategy();

    SignInSuccessHandler(
            ClientAddresses addresses, MissingFactor missingFactor, RequestedPage requestedPage, FormRetention forms) {
        this.addresses = addresses;
        this.missingFactor = missingFactor;
        this.requestedPage = requestedPage;
        this.forms = forms;
        seeOther.setStatusCode(HttpStatus.SEE_OTHER);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        SessionOrigin.note(request, addresses.of(request));
        String next = authentication.getPrincipal() instanceof SignedInUser user
                ? missingFactor
                        .of(user, authentication.getAuthorities())
                        .map(MissingFactor.Missing::page)
                        .orElseGet(() -> finish(user, request, response))
                : "/";
        seeOther.sendRedirect(request, response, next);
    }

    /** To be called once a session lacks nothing. Returns the page that it leads to. */
    public String finish(SignedInUser user, HttpServletRequest request, HttpServletResponse response) {
        forms.restore(user, request, response);
        // Otherwise the next sign-in at this browser would lead there too.
        requestedPage.removeRequest(request, response);
        return requestedPage.find(request).orElse("/");
    }
}
