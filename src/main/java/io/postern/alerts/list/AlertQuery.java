package io.postern.alerts.list;

import io.postern.alerts.Severity;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which alerts are asked for.
 *
 * @param severity this one and above
 * @param component empty for all
 * @param q text anywhere in what an alert says, in whichever language
 */
record AlertQuery(@Nullable Severity severity, String component, @Nullable State state, String q) {

    private static final int LONGEST_TEXT = 254;

    enum State {
        UNREAD,
        READ,
        RESOLVED;

        /** {@code alerts.state.unread} and so on. */
        String messageKey() {
            return "alerts.state." + value();
        }

        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As the address of the page says it; what makes no sense there is as if it weren't said. */
    static AlertQuery parse(String severity, String component, String state, String q) {
        return new AlertQuery(
                Severity.named(severity.toUpperCase(Locale.ROOT)),
                component.strip(),
                Arrays.stream(State.values())
                        .filter(each -> each.name().equals(state.toUpperCase(Locale.ROOT)))
                        .findAny()
                        .orElse(null),
                text(q));
    }

    /** NUL is a character that PostgreSQL does not take. */
    private static String text(String typed) {
        String text = typed.strip().replace("\0", "");
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    boolean isFiltered() {
        return severity != null || !component.isEmpty() || state != null || !q.isEmpty();
    }

    /** The address of the page with this query, and of the part before or after an alert. */
    String path(String parameter, String value) {
        return UriComponentsBuilder.fromPath("/alerts")
                .queryParam("severity", severity == null ? "" : severity.name())
                .queryParam("component", "{component}")
                .queryParam("state", state == null ? "" : state.value())
                .queryParam("q", "{q}")
                .queryParam(parameter, value)
                .encode()
                .buildAndExpand(component, q)
                .toUriString();
    }
}
