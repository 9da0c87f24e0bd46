package io.postern.mail.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** What a {@link ScriptedSmtpServer} does in one phase instead of behaving. */
@FunctionalInterface
public interface Act {

    enum Then {
        /** The phase went as the act had it; the dialogue goes on. */
        GO_ON,
        /** The act said yes for the server, which does the rest of what it would have done. */
        TAKEN,
        /** The server now does what it would have done without the act. */
        BEHAVE,
        /** To STARTTLS: the act has answered it, and the handshake follows. */
        ENCRYPT,
        /** The connection ends here. */
        END
    }

    Then play(ScriptedPeer peer) throws IOException;

    static Act behave() {
        return peer -> Then.BEHAVE;
    }

    /** These lines, each without its line end. */
    static Act reply(String... lines) {
        return raw((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static Act raw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return peer -> {
            peer.out().write(copy);
            peer.out().flush();
            return Then.GO_ON;
        };
    }

    /** The same to a command that is obeyed all the same. */
    static Act accept(String... lines) {
        return peer -> {
            reply(lines).play(peer);
            return Then.TAKEN;
        };
    }

    /** The first act, and then the end of the connection. */
    static Act andClose(Act act) {
        return peer -> {
            act.play(peer);
            return Then.END;
        };
    }

    /** The act, once the other side has said something. */
    static Act onceAddressed(Act act) {
        return peer -> {
            peer.awaitInput();
            return act.play(peer);
        };
    }

    /** Says nothing until the server is released or closed, and then ends the connection. */
    static Act hang() {
        return peer -> {
            peer.awaitRelease();
            return Then.END;
        };
    }

    /** Says nothing until the server is released, and then behaves. */
    static Act held() {
        return peer -> {
            peer.awaitRelease();
            return Then.BEHAVE;
        };
    }

    static Act close() {
        return peer -> Then.END;
    }

    /** Renews the keys of the TLS connection, and then behaves. */
    static Act newKeys() {
        return peer -> {
            peer.renewKeys();
            return Then.BEHAVE;
        };
    }

    /** Ends the connection with RST. */
    static Act reset() {
        return peer -> {
            peer.resetOnClose();
            return Then.END;
        };
    }

    /** One byte at a time, over and over, until the other side has had enough. */
    static Act drip(String text, Duration gap) {
        return peer -> {
            OutputStream out = peer.out();
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; !peer.isReleasedWithin(gap); i++) {
                out.write(bytes[i % bytes.length]);
                out.flush();
            }
            return Then.END;
        };
    }

    /** The same text without end, as fast as the other side reads. */
    static Act flood(String text) {
        return peer -> {
            byte[] bytes = text.repeat(1 + 8192 / text.length()).getBytes(StandardCharsets.ISO_8859_1);
            while (!peer.isReleasedWithin(Duration.ZERO)) {
                peer.out().write(Arrays.copyOf(bytes, bytes.length));
            }
            return Then.END;
        };
    }
}
