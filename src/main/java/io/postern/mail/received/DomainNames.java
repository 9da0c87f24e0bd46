package io.postern.mail.received;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names of hosts and domains relate, as far as the names alone tell. Nothing is looked up. */
final class DomainNames {

    /** Under which countries register names, as in {@code example.co.uk}. */
    private static final Pattern SECOND_LEVEL = Pattern.compile("(ac|co|com|edu|gov|ne|net|or|org)\\.[a-z]{2}");

    /** Receivers that have several domains. */
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("me.com", "icloud.com", "apple.com"),
            Set.of("yahoo.com", "yahoodns.net", "aol.com"),
            Set.of("messagingengine.com", "fastmail.com"),
            Set.of("gmx.net", "gmx.com", "web.de", "kundenserver.de", "mail.com"),
            Set.of("google.com", "googlemail.com"));

    private DomainNames() {}

    /** How a domain that was authenticated is aligned with the one in From (RFC 9989). */
    enum Alignment {
        STRICT,
        /** One is a subdomain of the other. */
        RELAXED,
        /** Both may belong to one organization. Only DNS could tell. */
        PERHAPS,
        NONE
    }

    static Alignment alignment(String from, String authenticated) {
        if (from.equals(authenticated)) {
            return Alignment.STRICT;
        }
        if (isBelow(from, authenticated) || isBelow(authenticated, from)) {
            return Alignment.RELAXED;
        }
        return organization(from).equals(organization(authenticated)) ? Alignment.PERHAPS : Alignment.NONE;
    }

    /** Whether the hosts seem to belong to one organization. */
    static boolean together(String host, String other) {
        String one = organization(host);
        String two = organization(other);
        return one.equals(two) || FAMILIES.stream().anyMatch(family -> family.contains(one) && family.contains(two));
    }

    /** A guess: the last two labels, or three where countries register names below a second level. */
    private static String organization(String name) {
        String[] labels = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "").split("\\.");
        if (labels.length < 3) {
            return String.join(".", labels);
        }
        String two = labels[labels.length - 2] + "." + labels[labels.length - 1];
        return SECOND_LEVEL.matcher(two).matches() ? labels[labels.length - 3] + "." + two : two;
    }

    private static boolean isBelow(String name, String domain) {
        return domain.contains(".") && name.endsWith("." + domain);
    }
}
