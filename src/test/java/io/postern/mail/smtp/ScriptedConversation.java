package io.postern.mail.smtp;

import io.postern.mail.account.Encryption;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.ScriptedSmtpServer.SignIn;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link ScriptedSmtpServer}. */
final class ScriptedConversation {

    private final ScriptedSmtpServer server;
    private final Socket socket;
    private Socket top;
    private InputStream in;
    private OutputStream out;
    private boolean encrypted;
    /** From MAIL FROM until the final dot or RSET. */
    private boolean inMail;

    private String from = "";
    private final List<String> recipients = new ArrayList<>();

    private ScriptedConversation(ScriptedSmtpServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.top = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    static void hold(ScriptedSmtpServer server, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new ScriptedConversation(server, socket).run();
        } catch (IOException ended) {
            // The other side has gone, or the script says so.
        }
    }

    private void run() throws IOException {
        play(Phase.CONNECT);
        if (server.tls().encryption() == Encryption.IMPLICIT) {
            encrypt();
        }
        if (play(Phase.GREETING)) {
            say("220 scripted.example ESMTP");
        }
        while (obey(readLine())) {
            out.flush();
        }
    }

    private boolean obey(String line) throws IOException {
        server.heard(line, encrypted);
        String upper = line.toUpperCase(Locale.ROOT);
        if (upper.startsWith("EHLO") || upper.startsWith("HELO")) {
            if (play(encrypted && server.tls().encryption() == Encryption.STARTTLS ? Phase.SECOND_EHLO : Phase.EHLO)) {
                say(capabilities());
            }
        } else if (upper.equals("STARTTLS")) {
            startTls(perform(server.script().next(Phase.STARTTLS)));
        } else if (upper.startsWith("AUTH ")) {
            if (play(Phase.AUTH)) {
                authenticate(line.split(" "));
            }
        } else if (upper.startsWith("MAIL FROM:") && inMail) {
            say("503 5.5.1 nested MAIL");
        } else if (upper.startsWith("MAIL FROM:")) {
            from = address(line);
            recipients.clear();
            take(server.script().next(Phase.MAIL), () -> inMail = true, "250 2.1.0 ok");
        } else if (upper.startsWith("RCPT TO:")) {
            String recipient = address(line);
            take(server.script().nextFor(recipient), () -> recipients.add(recipient), "250 2.1.5 ok");
        } else if (upper.equals("DATA")) {
            data();
        } else if (upper.equals("QUIT")) {
            if (play(Phase.QUIT)) {
                say("221 2.0.0 bye");
            }
            return false;
        } else {
            inMail &= !upper.equals("RSET");
            say(upper.equals("RSET") || upper.equals("NOOP") ? "250 2.0.0 ok" : "500 5.5.1 unknown");
        }
        return true;
    }

    private String capabilities() {
        StringBuilder lines = new StringBuilder("250-scripted.example\r\n250-8BITMIME\r\n");
        if (server.tls().encryption() == Encryption.STARTTLS && !encrypted) {
            lines.append("250-STARTTLS\r\n");
        }
        if (!server.mechanisms().isBlank()) {
            lines.append("250-AUTH ").append(server.mechanisms()).append("\r\n");
        }
        return lines.append("250 SIZE 10000000").toString();
    }

    private void startTls(Act.Then then) throws IOException {
        if (then == Act.Then.BEHAVE) {
            say("220 go ahead");
        }
        if (then != Act.Then.GO_ON) {
            encrypt();
        }
    }

    private void encrypt() throws IOException {
        if (!play(Phase.HANDSHAKE)) {
            return;
        }
        SSLSocket layer = server.tls().over(socket);
        layer.startHandshake();
        top = layer;
        in = new BufferedInputStream(layer.getInputStream());
        out = new BufferedOutputStream(layer.getOutputStream());
        encrypted = true;
    }

    private void authenticate(String[] words) throws IOException {
        String username;
        String password;
        if (words[1].equalsIgnoreCase("GSSAPI")) {
            username = server.kerberos().whoSignsIn(this::challenge);
            password = "";
        } else if (words[1].equalsIgnoreCase("PLAIN")) {
            String[] parts = decoded(words[2]).split("\0", -1);
            username = parts[1];
            password = parts[2];
        } else if (words[1].equalsIgnoreCase("XOAUTH2")) {
            String[] parts = decoded(words[2]).split("\u0001", -1);
            username = parts[0].substring("user=".length());
            password = parts[1].substring("auth=Bearer ".length());
        } else {
            say("334 VXNlcm5hbWU6");
            username = decoded(readLine());
            say("334 UGFzc3dvcmQ6");
            password = decoded(readLine());
        }
        boolean right = server.takes(new SignIn(words[1], username, password, encrypted));
        if (!right && words[1].equalsIgnoreCase("XOAUTH2")) {
            say("334 " + Base64.getEncoder().encodeToString("{\"status\":\"401\"}".getBytes(StandardCharsets.UTF_8)));
            if (!readLine().isEmpty()) {
                say("501 5.5.2 an empty line was expected");
                return;
            }
        }
        say(right ? "235 2.7.0 welcome" : "535 5.7.8 authentication failed");
    }

    private byte[] challenge(byte[] challenge) throws IOException {
        say("334 " + Base64.getEncoder().encodeToString(challenge));
        return Base64.getDecoder().decode(readLine());
    }

    private void data() throws IOException {
        if (!play(Phase.DATA)) {
            return;
        }
        if (recipients.isEmpty()) {
            say("503 5.5.1 no recipients");
            return;
        }
        say("354 go ahead");
        play(Phase.MESSAGE);
        StringBuilder raw = new StringBuilder();
        for (String line = readLine(); !line.equals("."); line = readLine()) {
            raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        inMail = false;
        ReceivedMail mail = new ReceivedMail(from, List.copyOf(recipients), raw.toString());
        take(server.script().next(Phase.FINAL_DOT), () -> server.took(mail), "250 2.0.0 taken");
    }

    private boolean play(Phase phase) throws IOException {
        return play(server.script().next(phase));
    }

    /** Obeys a command unless the act refuses it; the act may word the answer. */
    private void take(Act act, Runnable work, String answer) throws IOException {
        Act.Then then = perform(act);
        if (then != Act.Then.GO_ON) {
            work.run();
        }
        if (then == Act.Then.BEHAVE) {
            say(answer);
        }
    }

    private boolean play(Act act) throws IOException {
        return perform(act) == Act.Then.BEHAVE;
    }

    private Act.Then perform(Act act) throws IOException {
        Act.Then then = act.play(new ScriptedPeer(server, top, in, out));
        if (then != Act.Then.BEHAVE) {
            out.flush();
        }
        if (then == Act.Then.END) {
            throw new EOFException();
        }
        return then;
    }

    private void say(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
