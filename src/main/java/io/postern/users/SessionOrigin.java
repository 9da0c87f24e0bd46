package io.postern.users;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import org.springframework.http.HttpHeaders;

/**
 * Where somebody signed in, kept in the session so that they recognise it in the list of their own.
 *
 * @param address the client's address
 * @param device the short form of what the browser calls itself
 */
public record SessionOrigin(String address, String device) implements Serializable {

    public static final String ATTRIBUTE = "sessionOrigin";

    private static final long serialVersionUID = 1L;

    /** Notes in the session at hand that its user signed in from there. */
    public static void note(HttpServletRequest request, String address) {
        String device = Device.of(request.getHeader(HttpHeaders.USER_AGENT));
        request.getSession().setAttribute(ATTRIBUTE, new SessionOrigin(address, device));
    }
}
