package io.postern.alerts;

import io.postern.net.Coded;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The part of Postern that an alert is about. Its name is stored as the alert's component. */
public enum AlertComponent implements Coded {
    MAIL,
    SIGN_IN,
    USERS,
    SYSTEM;

    /** {@code alerts.component.mail} and so on. */
    public String messageKey() {
        return "alerts.component." + code();
    }

    /** Reads a name in another spelling, such as “Sign-in” or “sign_in”. */
    static Optional<AlertComponent> parse(String typed) {
        return named(typed.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
    }

    /** Empty for a component of another system. */
    public static Optional<AlertComponent> named(String component) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(component))
                .findAny();
    }
}
