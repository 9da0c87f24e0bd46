package io.postern.signin.factor;

import io.nayuki.qrcodegen.QrCode;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What an app scans, as a drawing within the page: the content security policy lets no script make it, and it must reach no cache.
 *
 * @param size the length of a side, the white margin included
 * @param path the dark squares as an SVG path
 */
record QrImage(int size, String path) {

    /** The margin that scanners need (ISO/IEC 18004). */
    private static final int MARGIN = 4;

    /** The secret for an app, which shows it under these two names. */
    static QrImage of(String secret, String issuer, String account) {
        QrCode code = QrCode.encodeText(address(secret, issuer, account).toString(), QrCode.Ecc.MEDIUM);
        String path = IntStream.range(0, code.size * code.size)
                .filter(at -> code.getModule(at % code.size, at / code.size))
                .mapToObj(at -> "M" + (at % code.size + MARGIN) + "," + (at / code.size + MARGIN) + "h1v1h-1z")
                .collect(Collectors.joining());
        return new QrImage(code.size + 2 * MARGIN, path);
    }

    /** As all apps understand it (Google Authenticator, Key Uri Format). */
    static URI address(String secret, String issuer, String account) {
        return UriComponentsBuilder.fromUriString("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
                .encode()
                .build(issuer, account, secret, issuer);
    }
}
