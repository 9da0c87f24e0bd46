package io.postern.users;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import org.springframework.http.HttpHeaders;

/**
 * Where somebody signed in. It is kept in the session, so that users recognise it among theirs.
 *
 * @param address the client's address
 * @param device browser and system, in a few words
 */
public record SessionOrigin(String address, String device) implements Serializable {

    public static final String ATTRIBUTE = "sessionOrigin";

    private static final long serialVersionUID = 1L;

    /** Notes in the current session where its user signed in from. */
    public static void note(HttpServletRequest request, String address) {
        String device = Device.of(request.getHeader(HttpHeaders.USER_AGENT));
        request.getSession().setAttribute(ATTRIBUTE, new SessionOrigin(address, device));
    }
}
