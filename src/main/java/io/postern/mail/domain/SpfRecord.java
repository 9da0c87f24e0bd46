package io.postern.mail.domain;

import io.postern.net.IpAddress;
import io.postern.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An SPF record (RFC 7208 section 4.6). Reading never fails: a term that is wrong says so.
 *
 * @param text as published
 * @param terms in their order, wrong ones among them
 */
record SpfRecord(String text, List<Term> terms) {

    private static final String VERSION = "v=spf1";
    private static final Pattern TERM = Pattern.compile("([-+?~]?)([A-Za-z][A-Za-z0-9._-]*)([:/=].*)?");
    private static final Pattern LENGTHS = Pattern.compile("(.*?)(?:/(0|[1-9][0-9]?))?(?://(0|[1-9][0-9]{0,2}))?");
    private static final Set<String> MECHANISMS = Set.of("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists");
    /** What people write who mean a mechanism: an address by itself or behind another name, a plural, a typo. */
    private static final Pattern ADDRESS_MEANT =
            Pattern.compile("(?i)([-+?~]?)(?:(?:ipv?[46]?|a|mx|include)[:=]+)?([0-9A-Fa-f:.]+(?:/[0-9]{1,3})?)[;,]*");

    private static final Pattern INCLUDE_MEANT = Pattern.compile("(?i)([-+?~]?)includes?[:=]+(.+?)[;,]*");
    private static final Pattern ALL_MEANT = Pattern.compile("(?i)([-+?~]?)[-+?~]*al{1,3}[;.,]*");

    /**
     * A mechanism or a modifier.
     *
     * @param qualifier {@code +} where none is written
     * @param name in lower case
     * @param value behind the colon or the equals sign, without the lengths of networks; empty where none is
     * @param network of {@code ip4} and {@code ip6}
     * @param ipv4Length how many bits of an address count for {@code a} and {@code mx}
     */
    record Term(
            String text,
            char qualifier,
            String name,
            String value,
            boolean isModifier,
            boolean isWrong,
            @Nullable Network network,
            int ipv4Length,
            int ipv6Length) {

        boolean is(String mechanism) {
            return !isWrong && name.equals(mechanism);
        }
    }

    /** Whether a TXT record counts as SPF: the version alone, or with a space behind it, in any case. */
    static boolean isSpf(String txt) {
        return txt.equalsIgnoreCase(VERSION) || txt.regionMatches(true, 0, VERSION + " ", 0, VERSION.length() + 1);
    }

    /** Whether a TXT record is meant to be SPF and counts as none: in quotes, with another beginning or another separator. */
    static boolean isMeantAsSpf(String txt) {
        String lower = txt.toLowerCase(Locale.ROOT);
        return !isSpf(txt)
                && !lower.startsWith("spf2.0")
                && (lower.matches("(?s)[\\s\"'(]*v\\s*=\\s*spf.*") || lower.matches("(?s)[\\s\"']*spf1?[ =:].*"));
    }

    static SpfRecord parse(String txt) {
        List<Term> terms = new ArrayList<>();
        String rest = txt.substring(Math.min(VERSION.length(), txt.length()));
        for (String text : rest.split(" ", -1)) {
            if (!text.isEmpty()) {
                Term term = term(text);
                boolean twice = term.isModifier()
                        && Set.of("redirect", "exp").contains(term.name())
                        && terms.stream()
                                .anyMatch(other ->
                                        other.isModifier() && other.name().equals(term.name()));
                terms.add(twice ? wrong(text) : term);
            }
        }
        return new SpfRecord(txt, List.copyOf(terms));
    }

    /** What a text is meant to be that counts as none: its terms, however it begins and ends. */
    static SpfRecord meantBy(String txt) {
        String bare =
                txt.replaceAll("(?i)^[\\s\"'(]*(?:v\\s*=\\s*)?spf[0-9.]*", "").replaceAll("[\"';,\\s]+", " ");
        return parse(VERSION + " " + bare.strip());
    }

    /** The same with what wrong terms are meant to be, and without the rest of them. */
    SpfRecord corrected() {
        return parse(VERSION + " "
                + terms.stream()
                        .map(term -> term.isWrong() ? meantBy(term) : Optional.of(term))
                        .flatMap(Optional::stream)
                        .map(Term::text)
                        .collect(Collectors.joining(" ")));
    }

    boolean hasErrors() {
        return terms.stream().anyMatch(Term::isWrong);
    }

    Optional<Term> all() {
        return terms.stream().filter(term -> term.is("all")).findFirst();
    }

    /** Whose record counts in the place of this one where nothing in this matches. Ignored beside {@code all}. */
    Optional<Term> redirect() {
        return all().isPresent()
                ? Optional.empty()
                : terms.stream()
                        .filter(term -> term.isModifier() && term.is("redirect"))
                        .findFirst();
    }

    /** What a wrong term is meant to be, if that is plain. */
    private static Optional<Term> meantBy(Term wrong) {
        String text = wrong.text();
        Matcher address = ADDRESS_MEANT.matcher(text);
        Matcher include = INCLUDE_MEANT.matcher(text);
        Matcher all = ALL_MEANT.matcher(text);
        return Stream.of(
                        address.matches()
                                ? address.group(1)
                                        + (address.group(2).contains(":") ? "ip6:" : "ip4:")
                                        + address.group(2)
                                : "",
                        include.matches() ? include.group(1) + "include:" + include.group(2) : "",
                        all.matches() ? all.group(1) + "all" : "",
                        text.replaceAll("[;,]+$", ""))
                .map(SpfRecord::term)
                .filter(term -> !term.isWrong())
                .findFirst();
    }

    private static Term term(String text) {
        Matcher parts = TERM.matcher(text);
        if (!parts.matches()) {
            return wrong(text);
        }
        String name = parts.group(2).toLowerCase(Locale.ROOT);
        String rest = parts.group(3) == null ? "" : parts.group(3);
        if (rest.startsWith("=")) {
            return parts.group(1).isEmpty() ? modifier(text, name, rest.substring(1)) : wrong(text);
        }
        if (!MECHANISMS.contains(name)) {
            return wrong(text);
        }
        char qualifier = parts.group(1).isEmpty() ? '+' : parts.group(1).charAt(0);
        return mechanism(text, qualifier, name, rest);
    }

    private static Term modifier(String text, String name, String value) {
        boolean namesADomain = name.equals("redirect") || name.equals("exp");
        boolean right = namesADomain ? SpfMacros.isDomainSpec(value) : SpfMacros.isMacroString(value);
        return right ? new Term(text, '+', name, value, true, false, null, 32, 128) : wrong(text);
    }

    private static Term mechanism(String text, char qualifier, String name, String rest) {
        String value = rest.startsWith(":") ? rest.substring(1) : "";
        return switch (name) {
            case "all" -> rest.isEmpty() ? plain(text, qualifier, name, "") : wrong(text);
            case "ip4", "ip6" ->
                network(value, name.equals("ip4"))
                        .map(network -> new Term(text, qualifier, name, value, false, false, network, 32, 128))
                        .orElseGet(() -> wrong(text));
            case "include", "exists" ->
                SpfMacros.isDomainSpec(value) ? plain(text, qualifier, name, value) : wrong(text);
            case "ptr" ->
                rest.isEmpty() || SpfMacros.isDomainSpec(value) ? plain(text, qualifier, name, value) : wrong(text);
            default -> hosts(text, qualifier, name, rest);
        };
    }

    private static Term plain(String text, char qualifier, String name, String value) {
        return new Term(text, qualifier, name, value, false, false, null, 32, 128);
    }

    private static Term hosts(String text, char qualifier, String name, String rest) {
        Matcher parts = LENGTHS.matcher(rest);
        if (!parts.matches()) {
            return wrong(text);
        }
        int ipv4 = parts.group(2) == null ? 32 : Integer.parseInt(parts.group(2));
        int ipv6 = parts.group(3) == null ? 128 : Integer.parseInt(parts.group(3));
        String domain = parts.group(1);
        boolean right = (domain.isEmpty() || (domain.startsWith(":") && SpfMacros.isDomainSpec(domain.substring(1))))
                && ipv4 <= 32
                && ipv6 <= 128;
        return right
                ? new Term(
                        text,
                        qualifier,
                        name,
                        domain.isEmpty() ? "" : domain.substring(1),
                        false,
                        false,
                        null,
                        ipv4,
                        ipv6)
                : wrong(text);
    }

    private static Optional<Network> network(String value, boolean ipv4) {
        String address = value.split("/", -1)[0];
        boolean family = ipv4 ? address.indexOf(':') < 0 : address.indexOf(':') >= 0;
        if (!family || value.contains("[") || IpAddress.parse(address).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Network.of(value));
        } catch (IllegalArgumentException notANetwork) {
            return Optional.empty();
        }
    }

    private static Term wrong(String text) {
        return new Term(text, '+', "", "", false, true, null, 32, 128);
    }
}
