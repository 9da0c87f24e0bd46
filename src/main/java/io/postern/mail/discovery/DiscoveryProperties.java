package io.postern.mail.discovery;

import io.postern.net.EmailAddress;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's choice of databases of mail servers.
 *
 * @param autoconfigUrls where files of Thunderbird's format are for domains that publish none, each with {@value #DOMAIN} for the
 *     domain; empty for none. Whom they ask learns the domain, never the address
 */
@ConfigurationProperties("postern.mail")
record DiscoveryProperties(
        @DefaultValue("https://autoconfig.thunderbird.net/v1.1/" + DiscoveryProperties.DOMAIN)
                List<String> autoconfigUrls) {

    static final String DOMAIN = "{domain}";

    private static final String SAMPLE = "corp.example";

    DiscoveryProperties {
        autoconfigUrls = autoconfigUrls.stream().map(String::strip).toList();
        autoconfigUrls.forEach(DiscoveryProperties::check);
    }

    List<URI> of(EmailAddress address) {
        return autoconfigUrls.stream()
                .map(url -> URI.create(url.replace(DOMAIN, address.domain())))
                .toList();
    }

    private static void check(String url) {
        URI sample;
        try {
            sample = URI.create(url.replace(DOMAIN, SAMPLE));
        } catch (IllegalArgumentException malformed) {
            throw refused(url);
        }
        if (!"https".equals(sample.getScheme())
                || sample.getHost() == null
                || sample.getUserInfo() != null
                || !url.contains(DOMAIN)) {
            throw refused(url);
        }
    }

    private static IllegalArgumentException refused(String url) {
        return new IllegalArgumentException(
                "postern.mail.autoconfig-urls is not an address such as https://autoconfig.corp.example/" + DOMAIN
                        + ": " + url);
    }
}
