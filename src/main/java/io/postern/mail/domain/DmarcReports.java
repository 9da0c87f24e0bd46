package io.postern.mail.domain;

import io.postern.net.EmailAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where reports on a domain go: the tags {@code rua} and {@code ruf} of a DMARC record.
 *
 * @param tags of the record
 */
record DmarcReports(Map<String, String> tags) {

    /** By RFC 7489, reports had a greatest size. */
    private static final Pattern SIZE = Pattern.compile("![0-9]+[kmgtKMGT]?$");

    private static final String MAILTO = "mailto:";

    private List<String> uris(String tag) {
        String value = tags.get(tag);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    /** Whether there is an address for the reports that keep an invalid policy from being ignored. */
    boolean areUsable() {
        return uris("rua").stream().anyMatch(DmarcReports::isUri);
    }

    List<String> wrong() {
        return Stream.of("rua", "ruf")
                .flatMap(tag -> uris(tag).stream())
                .filter(uri -> !isUri(uri) || SIZE.matcher(uri).find())
                .toList();
    }

    /** The domains of addresses to which reports go. */
    Set<String> domains() {
        return Stream.of("rua", "ruf")
                .flatMap(tag -> uris(tag).stream())
                .map(DmarcReports::mailbox)
                .flatMap(Stream::ofNullable)
                .map(address -> address.domain().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The value of the tag that has all the addresses of these records, as far as they can be used. */
    static String joined(String tag, Collection<DmarcRecord> records) {
        return records.stream()
                .flatMap(record -> record.reports().uris(tag).stream())
                .map(uri -> EmailAddress.parse(uri).isPresent() ? MAILTO + uri : uri)
                .map(uri -> SIZE.matcher(uri).replaceFirst(""))
                .filter(DmarcReports::isUri)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static boolean isUri(String uri) {
        String bare = SIZE.matcher(uri).replaceFirst("");
        try {
            URI parsed = new URI(bare);
            return parsed.isAbsolute() && (!"mailto".equalsIgnoreCase(parsed.getScheme()) || mailbox(bare) != null);
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static @Nullable EmailAddress mailbox(String uri) {
        String bare = SIZE.matcher(uri).replaceFirst("").replaceFirst("\\?.*", "");
        return bare.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
                ? EmailAddress.parse(bare.substring(MAILTO.length())).orElse(null)
                : null;
    }
}
