package io.postern.mail.received;

import io.postern.mail.domain.Verdict;
import io.postern.mail.received.ReceivedSource.Field;
import io.postern.mail.received.TrustBoundary.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the receiver's filter took the message for junk, as far as its marks tell. */
final class JunkFinding {

    private enum Mark {
        JUNK,
        BULK,
        CLEAN
    }

    private static final Set<String> MICROSOFT = Set.of(
            "x-ms-exchange-organization-scl",
            "x-forefront-antispam-report",
            "x-microsoft-antispam",
            "x-microsoft-antispam-mailbox-delivery");

    private static final Pattern LEVEL = Pattern.compile("(?:^|;)\\s*SCL:\\s*(-?\\d{1,2})");
    private static final Pattern BULK = Pattern.compile("(?:^|;)\\s*BCL:\\s*(\\d{1,2})");
    private static final Pattern CATEGORY =
            Pattern.compile("(?:^|;)\\s*(?:SFV:(?:SPM|SKS|SKB|BLK)|CAT:\\w*(?:SPM|PHSH|PHISH|SPOOF|MALW))\\s*(?:;|$)");
    private static final Pattern JUNK_FOLDER = Pattern.compile("(?:^|;)\\s*dest:\\s*J\\b");
    private static final int JUNK_LEVEL = 5;
    private static final int BULK_LEVEL = 7;

    private final TrustBoundary boundary;

    JunkFinding(TrustBoundary boundary) {
        this.boundary = boundary;
    }

    Finding find() {
        List<String> junk = new ArrayList<>();
        List<String> bulk = new ArrayList<>();
        List<String> clean = new ArrayList<>();
        List<String> doubtful = new ArrayList<>();
        List<String> worthless = new ArrayList<>();
        List<Field> all = new ArrayList<>(boundary.above());
        all.addAll(boundary.below());
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            Optional<Mark> mark = mark(field);
            boolean believed = MICROSOFT.contains(field.name())
                    ? boundary.receiver() == Receiver.MICROSOFT
                    : i < boundary.above().size() && boundary.receiver() != Receiver.GOOGLE;
            List<String> kind = mark.isEmpty()
                    ? null
                    : !believed
                            ? (mark.get() == Mark.CLEAN ? worthless : doubtful)
                            : mark.get() == Mark.JUNK ? junk : mark.get() == Mark.BULK ? bulk : clean;
            if (kind != null) {
                kind.add(field.name() + ": " + field.value());
            }
        }
        if (!junk.isEmpty()) {
            return Finding.of("junk", Verdict.FAIL, "junk", junk);
        }
        if (!bulk.isEmpty()) {
            return Finding.of("junk", Verdict.WARNING, "bulk", bulk);
        }
        if (!doubtful.isEmpty()) {
            return Finding.of("junk", Verdict.WARNING, "doubtful", doubtful);
        }
        if (!clean.isEmpty()) {
            return Finding.of("junk", Verdict.OK, "clean", clean);
        }
        return boundary.receiver() == Receiver.GOOGLE
                ? Finding.of("junk", Verdict.UNKNOWN, "google", worthless)
                : Finding.of("junk", Verdict.UNKNOWN, "untold", worthless);
    }

    private static Optional<Mark> mark(Field field) {
        String value = field.value();
        return switch (field.name()) {
            case "x-spam-flag", "x-spam", "x-spam-status", "x-rspam-flag" -> yesOrNo(value);
            // rspamd: default: True [12.00 / 15.00]; True from the score on at which it adds a mark.
            case "x-spamd-result" ->
                value.matches("(?is)[^:]*:\\s*true\\b.*")
                        ? Optional.of(Mark.JUNK)
                        : value.matches("(?is)[^:]*:\\s*false\\b.*") ? Optional.of(Mark.CLEAN) : Optional.empty();
            case "x-ms-exchange-organization-scl" -> level(value.strip());
            case "x-forefront-antispam-report" ->
                CATEGORY.matcher(value).find()
                        ? Optional.of(Mark.JUNK)
                        : first(LEVEL, value).flatMap(JunkFinding::level);
            case "x-microsoft-antispam" ->
                first(BULK, value)
                        .filter(level -> Integer.parseInt(level) >= BULK_LEVEL)
                        .map(level -> Mark.BULK);
            case "x-microsoft-antispam-mailbox-delivery" ->
                JUNK_FOLDER.matcher(value).find() ? Optional.of(Mark.JUNK) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Mark> yesOrNo(String value) {
        return value.matches("(?is)yes\\b.*")
                ? Optional.of(Mark.JUNK)
                : value.matches("(?is)no\\b.*") ? Optional.of(Mark.CLEAN) : Optional.empty();
    }

    private static Optional<Mark> level(String level) {
        return level.matches("-?\\d{1,2}")
                ? Optional.of(Integer.parseInt(level) >= JUNK_LEVEL ? Mark.JUNK : Mark.CLEAN)
                : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String value) {
        Matcher found = pattern.matcher(value);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
