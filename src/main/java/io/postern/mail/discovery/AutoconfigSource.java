package io.postern.mail.discovery;

import io.postern.mail.discovery.Candidate.Source;
import io.postern.net.EmailAddress;
import io.postern.outbound.HttpDocument;
import io.postern.outbound.HttpOutcome;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Gets the files that may name a domain's servers. Over HTTPS alone, and no redirect is followed. */
final class AutoconfigSource {

    /** Gets one file. */
    @FunctionalInterface
    interface Files {
        HttpDocument get(URI address, int longest) throws IOException;
    }

    /**
     * One file.
     *
     * @param source {@link Source#FILE} if the domain itself serves it
     */
    record Place(URI address, Source source) {}

    private static final int NOT_FOUND = 404;

    private final Files files;

    AutoconfigSource(Files files) {
        this.files = files;
    }

    static List<Place> ofDomain(EmailAddress address) {
        String domain = address.domain();
        return List.of(
                new Place(URI.create("https://autoconfig." + domain + "/mail/config-v1.1.xml"), Source.FILE),
                new Place(
                        URI.create("https://" + domain + "/.well-known/autoconfig/mail/config-v1.1.xml"), Source.FILE));
    }

    Findings read(Place place, EmailAddress address) {
        String url = place.address().toString();
        try {
            HttpDocument document = files.get(place.address(), AutoconfigFile.LONGEST);
            return document.outcome() instanceof HttpOutcome.Answered answered
                    ? answered(document, answered.status(), place, address)
                    : unanswered(((HttpOutcome.Unanswered) document.outcome()).reason(), url);
        } catch (IOException interrupted) {
            return only(false, Note.of("file-timed-out", url));
        }
    }

    private static Findings answered(HttpDocument document, int status, Place place, EmailAddress address) {
        String url = place.address().toString();
        if (status != 200) {
            return only(
                    true,
                    status == NOT_FOUND
                            ? Note.of("file-none", url)
                            : Note.of("file-status", url, String.valueOf(status)));
        }
        if (document.isTooLong()) {
            return only(true, Note.of("file-too-long", url));
        }
        try {
            AutoconfigFile file = AutoconfigFile.read(document.content(), address, place.source());
            List<Note> notes = new ArrayList<>();
            file.candidates().forEach(found -> notes.add(Note.of("file-found", url, found.server())));
            file.unencrypted().forEach(host -> notes.add(Note.of("file-unencrypted", url, host)));
            if (notes.isEmpty()) {
                notes.add(Note.of("file-empty", url));
            }
            return new Findings(true, file.candidates(), notes);
        } catch (AutoconfigFile.Malformed unreadable) {
            return only(true, Note.of("file-malformed", url));
        }
    }

    private static Findings unanswered(HttpOutcome.Reason reason, String url) {
        return switch (reason) {
            case HOST_UNKNOWN -> only(true, Note.of("file-none", url));
            case TLS_FAILED -> only(true, Note.of("file-tls", url));
            case ADDRESS_REFUSED -> only(true, Note.of("file-address-refused", url));
            case TIMED_OUT -> only(false, Note.of("file-timed-out", url));
            case NOT_REACHED, PROXY_FAILED, NO_HTTP -> only(false, Note.of("file-not-reached", url));
        };
    }

    private static Findings only(boolean answered, Note note) {
        return new Findings(answered, List.of(), List.of(note));
    }
}
