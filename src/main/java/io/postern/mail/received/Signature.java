package io.postern.mail.received;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A DKIM key: its record in DNS is {@code <selector>._domainkey.<domain>}. */
record Signature(String domain, String selector) {

    private static final Pattern DOMAIN = tag("d");
    private static final Pattern SELECTOR = tag("s");

    /** The key of the only signature by this domain, for receivers that tell the domain alone. */
    static Optional<Signature> of(ReceivedSource source, String domain) {
        List<String> signatures = source.values("dkim-signature").stream()
                .filter(signature ->
                        value(DOMAIN, signature).filter(domain::equals).isPresent())
                .toList();
        return signatures.size() == 1
                ? value(SELECTOR, signatures.get(0)).map(selector -> new Signature(domain, selector))
                : Optional.empty();
    }

    private static Pattern tag(String name) {
        return Pattern.compile("(?:^|;)\\s*" + name + "\\s*=\\s*([\\w.-]+)");
    }

    private static Optional<String> value(Pattern tag, String signature) {
        Matcher found = tag.matcher(signature);
        return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
