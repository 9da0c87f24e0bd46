package io.postern.mailsettings;

import io.postern.net.HostName;
import io.postern.net.IpAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Normal forms of what is typed. */
final class MailFormValues {

    private MailFormValues() {}

    /** A host as it is stored, compared and connected to: an address as it is, a name as the DNS and certificates have it. */
    static Optional<String> host(String typed) {
        if (IpAddress.parse(typed).isPresent()) {
            return Optional.of(typed);
        }
        // As the DNS writes a full name; a certificate has it without.
        String bare = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
        return HostName.toAscii(bare).filter(HostName::canBeLookedUp);
    }

    /** PEM as it is stored and compared: browsers send CR LF, and white space around it says nothing. */
    static @Nullable String pem(String typed) {
        String text = typed.replace("\r\n", "\n").replace('\r', '\n').strip();
        return text.isEmpty() ? null : text;
    }
}
