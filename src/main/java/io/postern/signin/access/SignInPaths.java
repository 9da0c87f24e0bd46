package io.postern.signin.access;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
final class SignInPaths extends RoomPaths {

    SignInPaths() {
        open(Access.EVERYBODY, "/login", "/setup", "/setup/strength");
        open(Access.SIGNED_IN, "/login/refused", "/reauthenticate", "/logout");
        signIn("/login");
        sessionless("/actuator/**");
        refusedForm("/login", "/");
        refusedForm("/reauthenticate", "/");
    }
}
