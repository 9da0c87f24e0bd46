package io.postern.webhook;

import io.postern.net.HostName;
import io.postern.net.IpAddress;
import io.postern.net.Network;
import io.postern.outbound.GuardedHttpConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An address that a webhook may have: HTTPS, or plain HTTP on this machine and where the operator allows it. The text form leaves out
 * the path, which often is a secret.
 */
public record WebhookUrl(URI uri) implements SubmittedUrl {

    private static final int LONGEST = 1000;

    /** An address that was checked before. */
    static WebhookUrl stored(String text) {
        return new WebhookUrl(URI.create(text));
    }

    /** @param plainNetworks where plain HTTP may go besides this machine */
    static SubmittedUrl read(String typed, List<Network> plainNetworks) {
        Optional<URI> parsed = uri(typed);
        if (parsed.isEmpty()) {
            return new SubmittedUrl.Malformed("webhook.url.malformed");
        }
        URI uri = parsed.get();
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return new SubmittedUrl.Malformed("webhook.url.user-info");
        }
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> new WebhookUrl(uri);
            case "http" ->
                mayBePlain(uri.getHost(), plainNetworks)
                        ? new WebhookUrl(literal(uri))
                        : new SubmittedUrl.Malformed("webhook.url.plain");
            default -> new SubmittedUrl.Malformed("webhook.url.plain");
        };
    }

    /** Scheme, host and port. If one of them changes, somebody else may receive the calls. */
    public String origin() {
        int port = uri.getPort() < 0 ? isEncrypted() ? 443 : 80 : uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    public boolean isEncrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The IP address, if the host is one. */
    Optional<InetAddress> address() {
        return IpAddress.parse(uri.getHost()).map(IpAddress::address);
    }

    @Override
    public String toString() {
        return origin();
    }

    private static Optional<URI> uri(String typed) {
        try {
            // In the form that is sent: ASCII, the rest percent-encoded.
            URI uri = new URI(new URI(HostName.toAsciiInUrl(typed)).toASCIIString());
            boolean whole = uri.toString().length() <= LONGEST
                    && uri.getHost() != null
                    && HostName.isNameOrAddress(uri.getHost())
                    && uri.getPort() != 0
                    && uri.getPort() <= 65535;
            return whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean mayBePlain(String host, List<Network> plainNetworks) {
        return host.equalsIgnoreCase("localhost")
                || IpAddress.parse(host)
                        .filter(address -> GuardedHttpConnection.mayBePlain(address.address(), plainNetworks))
                        .isPresent();
    }

    /** A name must not decide where plain text goes. */
    private static URI literal(URI uri) {
        return uri.getHost().equalsIgnoreCase("localhost")
                ? URI.create(uri.toString().replaceFirst("(?i)//localhost", "//127.0.0.1"))
                : uri;
    }
}
