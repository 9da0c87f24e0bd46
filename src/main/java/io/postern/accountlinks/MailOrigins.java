package io.postern.accountlinks;

import io.postern.installation.Installation;
import io.postern.mail.Letter;
import io.postern.mail.QueuedMail;
import io.postern.net.IpAddress;
import io.postern.users.Device;
import io.postern.users.Role;
import io.postern.users.SignedInUser;
import io.postern.web.ClientAddresses;
import io.postern.web.Times;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** When and from where something was done to an account: noted with the request, told in the mail about it. */
@Component
public class MailOrigins {

    private final ClientAddresses addresses;
    private final Installation installation;
    private final MessageSource messages;

    MailOrigins(ClientAddresses addresses, Installation installation, MessageSource messages) {
        this.addresses = addresses;
        this.installation = installation;
        this.messages = messages;
    }

    public QueuedMail.Origin of(HttpServletRequest request) {
        String device = Device.known(request.getHeader(HttpHeaders.USER_AGENT));
        return new QueuedMail.Origin(addresses.of(request), device);
    }

    /** Where the present request comes from. Null outside of one, and if an administrator makes it for the user. */
    public QueuedMail.@Nullable Origin current(UUID user) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                        && !isForAnother(user)
                ? of(now.getRequest())
                : null;
    }

    private static boolean isForAnother(UUID user) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof SignedInUser reader
                && reader.role() == Role.ADMINISTRATOR
                && !reader.id().equals(user);
    }

    /** What a letter says of it. */
    List<Letter.Detail> details(QueuedMail mail, Locale language) {
        List<Letter.Detail> details = new ArrayList<>();
        ZoneId zone = installation.recent().timeZone();
        details.add(new Letter.Detail(
                text(language, "accountlinks.mail.time"), Times.writtenWithZone(mail.queuedAt(), language, zone)));
        QueuedMail.Origin origin = mail.origin();
        // A proxy may have named the client by something else.
        if (origin != null && IpAddress.parse(origin.address()).isPresent()) {
            String device = device(origin.device(), language);
            String from = device.isEmpty() ? origin.address() : device + ", " + origin.address();
            details.add(new Letter.Detail(text(language, "accountlinks.mail.from"), from));
        }
        return details;
    }

    private String device(String known, Locale language) {
        String[] parts = known.split(Device.SEPARATOR, -1);
        return parts.length == 2 ? text(language, "accountlinks.mail.device", parts[0], parts[1]) : known;
    }

    private String text(Locale language, String key, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
