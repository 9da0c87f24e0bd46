package io.postern.web;

import java.util.Arrays;

/** Pages to which something that needs attention leads, each with what its link says: where it goes, as the navigation has it. */
enum Destination {
    DELIVERIES("/deliveries", "web.open.deliveries"),
    USER("/users/", "web.open.user"),
    GENERAL_SETTINGS("/settings/general", "web.open.settings-general"),
    MAIL_SETTINGS("/settings/mail", "web.open.settings-mail"),
    ALERT_SETTINGS("/settings/alerts", "web.open.settings-alerts"),
    SYSTEM("/settings/system", "web.open.settings-system"),
    ELSEWHERE("/", "web.open.page");

    private final String path;
    private final String messageKey;

    Destination(String path, String messageKey) {
        this.path = path;
        this.messageKey = messageKey;
    }

    /** Where a path of this application leads. */
    static Destination of(String href) {
        return Arrays.stream(values())
                .filter(destination -> href.startsWith(destination.path))
                .findFirst()
                .orElse(ELSEWHERE);
    }

    String messageKey() {
        return messageKey;
    }
}
