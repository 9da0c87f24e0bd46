package io.postern.signin.session;

import io.postern.installation.HostCookie;
import io.postern.installation.SecureRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A text that this browser alone keeps until it is closed. */
class TextCookie {

    private final HostCookie cookie;

    TextCookie(String name, SecureRequests secure) {
        this.cookie = new HostCookie(secure, name, "/", "Lax");
    }

    /** Empty if there is none, or one that is not ours. */
    Optional<String> read(HttpServletRequest request) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cookie.read(request));
            return bytes.length == 0 ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    void write(String text, HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cookie.write(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), null, request, response);
    }

    void remove(HttpServletRequest request, HttpServletResponse response) {
        if (!cookie.read(request).isEmpty()) {
            cookie.delete(request, response);
        }
    }
}
