package io.postern.mail.providers;

import io.postern.net.HostName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which DNS server is asked for the MX records that tell an address's provider.
 *
 * @param mxResolver the DNS server, as a URL of the JDK's DNS client, or several; blank for none
 */
@ConfigurationProperties("postern.mail")
record MxProperties(@DefaultValue("dns:") String mxResolver) {

    private static final Pattern URL = Pattern.compile("dns:(//(\\[[^]/]+]|[^:/]+)(:[1-9][0-9]{0,4})?(/\\S*)?)?");

    MxProperties {
        for (String url :
                mxResolver.isBlank() ? new String[0] : mxResolver.strip().split("\\s+", -1)) {
            Matcher parts = URL.matcher(url);
            if (!parts.matches() || (parts.group(2) != null && !HostName.isNameOrAddress(parts.group(2)))) {
                throw new IllegalArgumentException(
                        "postern.mail.mx-resolver is not a URL such as dns://192.0.2.53: " + url);
            }
        }
    }
}
