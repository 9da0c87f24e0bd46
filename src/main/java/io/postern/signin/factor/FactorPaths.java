package io.postern.signin.factor;

import io.postern.signin.FactorEvent;
import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
final class FactorPaths extends RoomPaths {

    static final String SIGN_IN = "/login/factor";
    static final String OWN = FactorEvent.PAGE;
    static final String APP = OWN + "/app";

    FactorPaths() {
        open(Access.EVERYBODY, SIGN_IN);
        enrolment(OWN, OWN + "/**");
        open(Access.ADMINISTRATORS, "/users/{id}/reset-factors");
        link(OWN, "web.open.own-security");
        besideFormOf(OWN, "/app/new", "/app/remove", "/codes");
    }
}
