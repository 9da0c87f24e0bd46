package io.postern.mail.received;

import io.postern.mail.received.AuthenticationResults.Result;
import io.postern.mail.received.ReceivedSource.Field;
import io.postern.mail.received.TrustBoundary.Receiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results of authentication in a message: those of the receiver, and the rest, which is not believed.
 *
 * @param believed of each field
 * @param forged fields that claim to be the receiver's, and are not
 * @param foreign fields of other servers
 */
record AuthenticationEvidence(List<AuthenticationResults> believed, List<String> forged, List<String> foreign) {

    static final String FIELD = "authentication-results";

    /** The worst first. What is not in the list is as bad as the first. */
    private static final List<String> WORST_FIRST = List.of(
            "fail",
            "hardfail",
            "permerror",
            "softfail",
            "policy",
            "neutral",
            "none",
            "bestguesspass",
            "temperror",
            "pass");

    static AuthenticationEvidence of(ReceivedSource source, TrustBoundary boundary) {
        boolean google = boundary.receiver() == Receiver.GOOGLE;
        List<Field> candidates = google ? boundary.googlesResults() : boundary.above();
        List<AuthenticationResults> believed = new ArrayList<>();
        List<String> forged = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (Field field : source.fields()) {
            if (!field.name().equals(FIELD)) {
                continue;
            }
            AuthenticationResults results = AuthenticationResults.parse(field.value());
            boolean receivers = boundary.entry() >= 0 && boundary.isReceiver(results.server());
            boolean placed = receivers && isOneOf(candidates, field);
            if (placed) {
                believed.add(results);
            }
            if (!receivers) {
                foreign.add(field.value());
            } else if (!placed || (google && believed.size() > 1)) {
                forged.add(field.value());
            }
        }
        return new AuthenticationEvidence(
                google ? common(believed) : List.copyOf(believed), List.copyOf(forged), List.copyOf(foreign));
    }

    /** Of several fields, of which the receiver wrote one: the methods of which all of them tell something. */
    private static List<AuthenticationResults> common(List<AuthenticationResults> fields) {
        return fields.stream()
                .map(field -> new AuthenticationResults(
                        field.server(),
                        field.results().stream()
                                .filter(result -> fields.stream().allMatch(each -> of(each, result.method())
                                        .findAny()
                                        .isPresent()))
                                .toList()))
                .toList();
    }

    /** The very same field, not one that says the same. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOneOf(List<Field> fields, Field field) {
        return fields.stream().anyMatch(each -> each == field);
    }

    /** All that the receiver says of a method. */
    List<Result> all(String method) {
        return believed.stream().flatMap(each -> of(each, method)).toList();
    }

    /** The worst that it says: what somebody else may have added never makes it better. */
    Optional<Result> worst(String method) {
        return all(method).stream().min(Comparator.comparingInt(AuthenticationEvidence::rank));
    }

    /** If several fields have results of a method, those of the field that says the worse. A message may have several signatures. */
    List<Result> worstField(String method) {
        return believed.stream()
                .map(each -> of(each, method).toList())
                .filter(results -> !results.isEmpty())
                .min(Comparator.comparingInt(results -> results.stream()
                        .mapToInt(AuthenticationEvidence::rank)
                        .max()
                        .orElse(0)))
                .orElse(List.of());
    }

    /** Whether two fields of the receiver say different things of the method. */
    boolean isContradictory(String method) {
        return believed.stream()
                        .map(each ->
                                of(each, method).map(Result::value).sorted().toList())
                        .filter(values -> !values.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    private static Stream<Result> of(AuthenticationResults results, String method) {
        return results.results().stream().filter(result -> result.method().equals(method));
    }

    private static int rank(Result result) {
        return Math.max(0, WORST_FIRST.indexOf(result.value()));
    }
}
