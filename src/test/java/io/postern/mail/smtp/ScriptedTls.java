package io.postern.mail.smtp;

import io.postern.mail.account.Encryption;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** How a scripted server speaks TLS. */
record ScriptedTls(
        Encryption encryption, @Nullable SSLContext context, @Nullable String version, boolean demandsCertificate) {

    static final ScriptedTls NONE = new ScriptedTls(Encryption.NONE, null, null, false);

    ScriptedTls with(Encryption how, SSLContext certificate) {
        return new ScriptedTls(how, certificate, version, demandsCertificate);
    }

    ScriptedTls speaking(String only) {
        return new ScriptedTls(encryption, context, only, demandsCertificate);
    }

    ScriptedTls demandingCertificates() {
        return new ScriptedTls(encryption, context, version, true);
    }

    SSLSocket over(Socket socket) throws IOException {
        if (context == null) {
            throw new AssertionError("no certificate was given");
        }
        SSLSocket layer = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        layer.setUseClientMode(false);
        layer.setNeedClientAuth(demandsCertificate);
        if (version != null) {
            layer.setEnabledProtocols(new String[] {version});
        }
        return layer;
    }
}
