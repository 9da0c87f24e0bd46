package io.postern.mail.received;

import io.postern.mail.received.ReceivedSource.Field;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a message its receiver wrote (RFC 8601, sections 5 and 7.1). Each server puts its fields on top. So what stands above
 * the Received field by which the message entered the receiver is the receiver's, and what stands below is the sending side's, which can
 * write whatever it likes there.
 *
 * <p>The entry is looked for from the top. A hop counts as one within the receiver only by what the receiver itself saw: no sending host,
 * LMTP, an address of the same machine or of a private network. The name by which a host called itself proves nothing. Where that is not
 * enough, the entry is taken for being higher up than it is. Then less is believed.
 *
 * @param receiver whose special ways count
 * @param hops all Received fields, from the top
 * @param entry the place of the entry among the hops; -1 if there is none
 */
record TrustBoundary(Receiver receiver, List<ReceivedLine> hops, int entry, List<Field> above, List<Field> below) {

    /** Receivers that do things their own way. */
    enum Receiver {
        /** Writes its results right below its own Received field, and nothing about junk. */
        GOOGLE,
        /** Names no authserv-id. Its marks for junk stand at the end of the header, and it removes any that come in. */
        MICROSOFT,
        OTHER
    }

    private static final String RECEIVED = "received";
    /** No real message has as many. */
    private static final int MOST_HOPS = 100;

    private static final String GOOGLE = "mx.google.com";
    private static final Pattern MICROSOFT = Pattern.compile("(.*\\.)?(outlook|office365)\\.com");

    /** Addresses between the servers of Microsoft 365. Nobody else can have them. */
    private static final Pattern MICROSOFTS_OWN = Pattern.compile("(?i)2603:10[0-9a-f]6:.*|2a01:111:f4[0-9a-f]{2}:.*");

    /** A delivery agent puts them on top when the servers are done, so no server writes above them. */
    private static final Set<String> DELIVERY = Set.of(
            "return-path",
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "delivery-date",
            "x-delivered-to",
            "x-apparently-to");

    /** What Google writes between its Received field and its results. */
    private static final Set<String> GOOGLE_BETWEEN = Set.of("received-spf", "return-path");

    /** @param tested the host that the message was given to, if that is known: what comes from there comes from outside */
    static TrustBoundary of(ReceivedSource source, @Nullable String tested) {
        List<Field> fields = source.fields();
        List<Integer> places = new ArrayList<>();
        List<ReceivedLine> hops = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(RECEIVED) && hops.size() < MOST_HOPS) {
                places.add(i);
                hops.add(ReceivedLine.parse(fields.get(i).value()));
            }
        }
        if (hops.isEmpty()) {
            return new TrustBoundary(Receiver.OTHER, hops, -1, List.of(), fields);
        }
        int entry = 0;
        while (entry + 1 < hops.size() && isWithin(hops.get(entry), tested)) {
            entry++;
        }
        ReceivedLine line = hops.get(entry);
        int place = Objects.requireNonNull(places.get(entry));
        int begin = 0;
        for (int i = 0; i < place; i++) {
            begin = DELIVERY.contains(fields.get(i).name()) ? i + 1 : begin;
        }
        Receiver receiver = line.by().equals(GOOGLE)
                ? Receiver.GOOGLE
                : line.with().startsWith("Microsoft SMTP Server") ? Receiver.MICROSOFT : Receiver.OTHER;
        return new TrustBoundary(
                receiver,
                List.copyOf(hops),
                entry,
                fields.subList(begin, place),
                fields.subList(place + 1, fields.size()));
    }

    private static boolean isWithin(ReceivedLine hop, @Nullable String tested) {
        if (hop.isLocal()) {
            return true;
        }
        String from = hop.from().toLowerCase(Locale.ROOT);
        if (!hop.seen() || from.equals(tested)) {
            return false;
        }
        if (MICROSOFT.matcher(hop.by()).matches()) {
            return MICROSOFT.matcher(from).matches()
                    && !from.contains(".outbound.")
                    && hop.addresses().stream()
                            .allMatch(each -> isPrivate(each.address())
                                    || MICROSOFTS_OWN.matcher(each.toString()).matches());
        }
        return DomainNames.together(from, hop.by())
                && hop.addresses().stream().allMatch(each -> isPrivate(each.address()));
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }

    Optional<ReceivedLine> entryLine() {
        return entry < 0 ? Optional.empty() : Optional.of(hops.get(entry));
    }

    /** The values of the fields of this name that the receiver wrote. */
    List<String> believed(String name) {
        if (receiver == Receiver.GOOGLE) {
            return List.of();
        }
        return above.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    /**
     * The fields with results right below Google's own Received field. Google always writes one there. If there are more, the sending side
     * wrote the rest.
     */
    List<Field> googlesResults() {
        return below.stream()
                .dropWhile(field -> GOOGLE_BETWEEN.contains(field.name()))
                .takeWhile(field -> field.name().equals(AuthenticationEvidence.FIELD)
                        && GOOGLE.equals(
                                AuthenticationResults.parse(field.value()).server()))
                .limit(MOST_HOPS)
                .toList();
    }

    /** Whether the name in a result is that of the receiver, or of a server of the same organization. */
    boolean isReceiver(@Nullable String server) {
        if (server == null) {
            return receiver == Receiver.MICROSOFT;
        }
        return hops.subList(0, entry + 1).stream()
                .map(ReceivedLine::by)
                .anyMatch(by -> by.contains(".") ? DomainNames.together(by, server) : by.equals(server));
    }
}
