package io.postern.installation;

import io.postern.net.HostName;
import io.postern.net.IpAddress;
import io.postern.net.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The public address of the installation. Links in mails are built from it and nothing else. */
public final class PublicUrl {

    private static final int LONGEST = 500;
    private static final int HIGHEST_PORT = 65535;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&()*+,;=:@%-]+)*");

    private PublicUrl() {}

    /**
     * The typed address in normal form: lower-case scheme and host (punycode), no default port, no slash at the end. Empty unless it
     * is http or https and has a host, possibly a path, and nothing else.
     */
    public static Optional<URI> parse(String typed) {
        String text = VisibleText.trim(typed);
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme == null || uri.getRawAuthority() == null || text.length() > LONGEST) {
                return Optional.empty();
            }
            scheme = scheme.toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https"))
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            String path = uri.getRawPath().replaceFirst("/+$", "");
            String authority = authority(scheme, uri.getRawAuthority());
            if (authority == null || !PATH.matcher(path).matches() || path.contains("/..") || path.contains("/./")) {
                return Optional.empty();
            }
            return Optional.of(new URI(scheme + "://" + authority + path));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether links to the address work on this machine only. */
    public static boolean isLocal(URI publicUrl) {
        String host = publicUrl.getHost();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || IpAddress.parse(host)
                        .map(ip -> ip.address().isLoopbackAddress())
                        .orElse(false);
    }

    private static @Nullable String authority(String scheme, String raw) {
        int colon = raw.lastIndexOf(':');
        boolean hasPort = colon > raw.lastIndexOf(']');
        String host = hasPort ? raw.substring(0, colon) : raw;
        String port = hasPort ? raw.substring(colon + 1) : "";
        if (!port.matches("[0-9]{0,5}") || (!port.isEmpty() && !isPort(Integer.parseInt(port)))) {
            return null;
        }
        boolean literal = host.startsWith("[");
        String ascii = literal
                ? IpAddress.parse(host).map(ip -> host.toLowerCase(Locale.ROOT)).orElse(null)
                : HostName.toAscii(host).filter(HostName::isNameOrAddress).orElse(null);
        boolean standard = port.isEmpty() || port.equals(scheme.equals("https") ? "443" : "80");
        return ascii == null || standard ? ascii : ascii + ':' + Integer.parseInt(port);
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }
}
