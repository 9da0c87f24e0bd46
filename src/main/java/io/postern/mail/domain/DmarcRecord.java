package io.postern.mail.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A DMARC policy record (RFC 9989 section 4.7). Reading never fails: what is wrong is left out and kept beside.
 *
 * @param text as published
 * @param tags names in lower case with their values, in their order, {@code v} first
 * @param wrong parts that are no tags, and tags that come twice
 */
record DmarcRecord(String text, Map<String, String> tags, List<String> wrong) {

    /** What the domain asks receivers to do with mail that fails, the mildest first. */
    enum Policy {
        NONE,
        QUARANTINE,
        REJECT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        Policy milder() {
            return this == REJECT ? QUARANTINE : NONE;
        }
    }

    static final Set<String> RETIRED = Set.of("pct", "rf", "ri");

    private static final Pattern RECORD = Pattern.compile("(?s)[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;.*)?");
    private static final Pattern TAG = Pattern.compile("[ \t]*([A-Za-z]+)[ \t]*=[ \t]*([ -:<-~]*?)[ \t]*");
    private static final Pattern MEANT =
            Pattern.compile("(?is)[\\s\"'(]*(?:v\\s*=\\s*)?dmarc.*|[\\s\"']*p\\s*=\\s*(?:none|quarantine|reject)\\b.*");
    private static final Map<String, Pattern> VALUES = new LinkedHashMap<>();

    static {
        // In the order in which a record is best read, and which RFC 7489 wants of the first two.
        for (String policy : List.of("p", "sp", "np")) {
            VALUES.put(policy, Pattern.compile("(?i)none|quarantine|reject"));
        }
        VALUES.put("adkim", Pattern.compile("(?i)[rs]"));
        VALUES.put("aspf", Pattern.compile("(?i)[rs]"));
        VALUES.put("psd", Pattern.compile("(?i)[ynu]"));
        VALUES.put("t", Pattern.compile("(?i)[yn]"));
        VALUES.put("fo", Pattern.compile("(?i)[01ds](?::[01ds]){0,3}"));
        VALUES.put("rua", Pattern.compile(".*"));
        VALUES.put("ruf", Pattern.compile(".*"));
    }

    /** Whether a TXT record counts as DMARC: the version first, in exactly these letters. */
    static boolean isDmarc(String txt) {
        return RECORD.matcher(txt).matches();
    }

    static boolean isMeantAsDmarc(String txt) {
        return !isDmarc(txt) && MEANT.matcher(txt).matches();
    }

    static DmarcRecord parse(String txt) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String part : txt.split(";", -1)) {
            Matcher tag = TAG.matcher(part);
            if (tag.matches() && !tag.group(2).isEmpty()) {
                if (tags.putIfAbsent(tag.group(1).toLowerCase(Locale.ROOT), tag.group(2)) != null) {
                    wrong.add(part.strip());
                }
            } else if (!part.isBlank()) {
                wrong.add(part.strip());
            }
        }
        return new DmarcRecord(txt, tags, List.copyOf(wrong));
    }

    /** What a text is meant to be that counts as none: in quotes, without semicolons, with the version elsewhere. */
    static DmarcRecord meantBy(String txt) {
        String tags = txt.replaceAll("[\"'()\\\\]", " ")
                .replaceAll("(?i)\\b(?:v\\s*=\\s*)?dmarc[0-9.]*", " ")
                .replaceAll("[\\s,]+(?=[A-Za-z]+\\s*=)", ";");
        return parse("v=DMARC1;" + tags);
    }

    private boolean isValid(String tag) {
        String value = tags.get(tag);
        return value == null
                || Objects.requireNonNull(VALUES.get(tag)).matcher(value).matches();
    }

    /** Tags that make receivers take the policy for none, or the record for no record at all. */
    List<String> invalidPolicies() {
        return Stream.of("p", "sp", "np").filter(tag -> !isValid(tag)).toList();
    }

    /** Tags with a value that they can't have, other than policies, and tags that nobody knows. */
    List<String> faultyTags() {
        return tags.keySet().stream()
                .filter(tag -> !tag.equals("v") && !RETIRED.contains(tag))
                .filter(tag -> !VALUES.containsKey(tag)
                        || (!isValid(tag) && !invalidPolicies().contains(tag)))
                .toList();
    }

    Set<String> retiredTags() {
        Set<String> retired = new TreeSet<>(tags.keySet());
        retired.retainAll(RETIRED);
        return retired;
    }

    boolean isTest() {
        return is("t", "y");
    }

    boolean isStrictForSpf() {
        return is("aspf", "s");
    }

    boolean isStrictForDkim() {
        return is("adkim", "s");
    }

    boolean is(String tag, String value) {
        return value.equalsIgnoreCase(tags.get(tag));
    }

    /** Whether receivers that know RFC 7489 alone may ignore the record: it wants the policy directly behind the version. */
    boolean isPolicyLate() {
        return tags.containsKey("p") && new ArrayList<>(tags.keySet()).indexOf("p") != 1;
    }

    /**
     * What receivers are asked to do, one step milder during a test.
     *
     * @param below whether the From domain is below that of the record
     * @param exists whether the From domain has an address or a mail exchanger
     * @return empty if DMARC does not apply
     */
    Optional<Policy> policy(boolean below, boolean exists) {
        if (!invalidPolicies().isEmpty()) {
            return reports().areUsable() ? Optional.of(Policy.NONE) : Optional.empty();
        }
        String p = tags.getOrDefault("p", "none");
        String sp = tags.getOrDefault("sp", p);
        String chosen = !below ? p : exists ? sp : tags.getOrDefault("np", sp);
        Policy policy = Policy.valueOf(chosen.toUpperCase(Locale.ROOT));
        return Optional.of(isTest() ? policy.milder() : policy);
    }

    /** Where reports go. */
    DmarcReports reports() {
        return new DmarcReports(tags);
    }

    /** The same without what receivers ignore or misread, and without a test. */
    String cleaned() {
        return written(tags.getOrDefault("p", "none"), List.of(this));
    }

    /** The same with other SPF domains of one's organization allowed. */
    String relaxedForSpf() {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        changed.remove("aspf");
        return new DmarcRecord(text, changed, List.of()).cleaned();
    }

    /** One record for several: the mildest policy of them, and the reports of all. */
    static String merged(Collection<DmarcRecord> records) {
        Policy mildest = records.stream()
                .map(record -> record.isValid("p") ? record.tags.getOrDefault("p", "none") : "none")
                .map(policy -> Policy.valueOf(policy.toUpperCase(Locale.ROOT)))
                .min(Policy::compareTo)
                .orElse(Policy.NONE);
        return written(mildest.code(), records);
    }

    private static String written(String policy, Collection<DmarcRecord> records) {
        StringBuilder text = new StringBuilder("v=DMARC1; p=")
                .append(
                        Stream.of(Policy.values())
                                        .anyMatch(known -> known.code().equalsIgnoreCase(policy))
                                ? policy.toLowerCase(Locale.ROOT)
                                : "none");
        for (String tag : VALUES.keySet()) {
            String value = tag.startsWith("ru") ? DmarcReports.joined(tag, records) : first(tag, records);
            if (!value.isEmpty() && !tag.equals("p") && !tag.equals("t")) {
                text.append("; ").append(tag).append('=').append(value);
            }
        }
        return text.toString();
    }

    private static String first(String tag, Collection<DmarcRecord> records) {
        return records.stream()
                .filter(record -> record.tags.containsKey(tag) && record.isValid(tag))
                .map(record -> record.tags.getOrDefault(tag, "").toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }
}
