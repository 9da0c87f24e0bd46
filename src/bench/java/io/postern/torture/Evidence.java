package io.postern.torture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is there after everything was hurt and healed.
 *
 * @param acknowledged what the application said yes to and may not have forgotten
 * @param copies what the servers took, in its order
 * @param refused recipients that a server refused for good
 * @param cancelled the mails that a person cancelled
 * @param alerts the keys of all alerts
 * @param deadLinks the tokens that work no longer
 * @param restored the number of the last copy before the last backup was restored, or 0
 */
record Evidence(
        List<History.Request> acknowledged,
        List<Row> rows,
        Collection<Copy> copies,
        Set<String> refused,
        Set<Long> cancelled,
        Set<String> alerts,
        Set<String> deadLinks,
        long restored) {

    /** What the application may not have done, in words; empty if all is well. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        findForgotten(complaints);
        findLost(complaints);
        findDuplicates(complaints);
        findDeadLinks(complaints);
        return complaints;
    }

    /** Each request has its row. */
    private void findForgotten(List<String> complaints) {
        Map<String, Long> known =
                rows.stream().collect(groupingBy(row -> row.kind() + " for " + row.person(), counting()));
        acknowledged.stream()
                .filter(request -> !request.kind().equals(History.ALERT))
                .collect(groupingBy(request -> request.kind() + " for " + request.person(), counting()))
                .forEach((which, count) -> {
                    long there = known.getOrDefault(which, 0L);
                    if (there < count) {
                        complaints.add("forgotten: %d times %s was acknowledged, %d are on record"
                                .formatted(count, which, there));
                    }
                });
        acknowledged.stream()
                .filter(request -> request.kind().equals(History.ALERT) && !alerts.contains(request.person()))
                .forEach(request -> complaints.add("forgotten: alert " + request.person()));
    }

    /** Each row has come to a rightful end, and each mail has a row. */
    private void findLost(List<String> complaints) {
        Set<String> taken = copies.stream().map(Copy::messageId).collect(Collectors.toSet());
        for (Row row : rows) {
            boolean rightful =
                    switch (row.state()) {
                        case "SENT" -> taken.contains(row.messageId());
                        case "FAILED" -> refused.contains(row.recipient());
                        case "CANCELLED" -> cancelled.contains(row.id());
                        case "DROPPED" -> row.outlived() && Objects.equals(row.reason(), "expired");
                        default -> false;
                    };
            if (!rightful) {
                complaints.add((row.isUnfinished() ? "stranded: " : "lost: ") + row);
            }
        }
        Set<String> recorded = rows.stream().map(Row::messageId).collect(Collectors.toSet());
        copies.stream()
                .filter(copy -> copy.number() > restored && !recorded.contains(copy.messageId()))
                .forEach(copy -> complaints.add("on no record: " + copy));
    }

    /** A mail goes out again only where its sender can't know that it was taken. */
    private void findDuplicates(List<String> complaints) {
        byMessageId().forEach((messageId, same) -> {
            if (same.stream().filter(copy -> !copy.isInDoubt()).count() > 1) {
                complaints.add("sent again without doubt: " + same);
            }
        });
    }

    /** The links of each person's newest mail work, those of a duplicate too. */
    private void findDeadLinks(List<String> complaints) {
        Map<String, Row> newest = new HashMap<>();
        rows.stream()
                .filter(row -> row.state().equals("SENT"))
                .forEach(row -> newest.merge(
                        row.kind() + " for " + row.person(), row, (one, other) -> one.id() > other.id() ? one : other));
        Map<String, List<Copy>> copies = byMessageId();
        newest.values().forEach(row -> copies.getOrDefault(String.valueOf(row.messageId()), List.of()).stream()
                .filter(copy -> deadLinks.contains(copy.token()))
                .forEach(copy -> complaints.add("dead link: " + copy + ", " + row)));
    }

    private Map<String, List<Copy>> byMessageId() {
        return copies.stream().collect(groupingBy(Copy::messageId));
    }

    long duplicates() {
        return copies.size() - byMessageId().size();
    }

    long inDoubt() {
        return copies.stream().filter(Copy::isInDoubt).count();
    }
}
