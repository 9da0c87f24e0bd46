package io.postern.signin.access;

import io.postern.web.RoomPaths;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.stereotype.Component;

@Component
final class SignInPaths extends RoomPaths {

    SignInPaths(WebEndpointProperties endpoints) {
        open(Access.EVERYBODY, "/login", "/setup", "/setup/strength");
        open(Access.SIGNED_IN, "/login/refused", "/logout");
        enrolment("/reauthenticate");
        signIn("/login");
        sessionless(endpoints.getBasePath() + "/health/**", endpoints.getBasePath() + "/prometheus/**");
        refusedForm("/login", "/");
        refusedForm("/reauthenticate", "/");
    }
}
