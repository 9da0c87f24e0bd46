package io.postern.mail;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** Where mail is set up, and the queue's pages. */
@Component
public final class MailPaths extends RoomPaths {

    public static final String SETTINGS = "/settings/mail";
    /** A backup server, by its id, or one that is being added. */
    public static final String SERVER = "/settings/mail/servers/{server}";

    public static final String NEW_SERVER = "/settings/mail/servers/new";
    /** Whether the mail of a test arrived, for a page that stays open. */
    public static final String ARRIVAL = "/settings/mail/arrival";
    /** Finds the settings from an address. */
    public static final String DISCOVER = "/settings/mail/discover";

    /** The check of a received message. */
    public static final String RECEIVED = "/settings/mail/received";

    public static final String DELIVERIES = "/deliveries";
    /** The mails that the server refused for good. */
    public static final String REFUSED = "/deliveries?state=FAILED";
    /** The queue at a glance, for a list that stays open. */
    public static final String QUEUE = "/deliveries/queue";

    /** The check of a From domain. */
    public static final String DOMAIN = "/settings/mail/domain";

    /** The check of this From domain, in punycode. */
    public static String domain(String from) {
        return DOMAIN + "?from=" + from;
    }

    /** The page of a mail server. */
    public static String server(int id) {
        return id == 1 ? SETTINGS : SETTINGS + "/servers/" + id;
    }

    MailPaths() {
        open(Access.EVERYBODY, "/mail-arrived");
        open(Access.ADMINISTRATORS, "/settings", "/settings/mail/**", "/users/{id}/deliveries");
        open(Access.OPERATORS, "/deliveries/**", "/deliveries.csv");
        polled(QUEUE);
        polled(ARRIVAL);
        longForm(RECEIVED);
        formOf(RECEIVED);
        polled("/deliveries/selected/progress");
        refusedForm("/deliveries/selected", DELIVERIES);
        link(SETTINGS, "web.open.settings-mail");
        link(DISCOVER, "web.open.settings-mail-discover");
        link(DELIVERIES, "web.open.deliveries");
        formOf(SETTINGS);
        formOf(SERVER);
        // Other fields than those of the settings.
        formOf(DISCOVER);
        formOf(SERVER + "/discover");
        besideFormOf(SERVER, "/delete", "/move", "/use");
    }
}
