package io.postern.mail.smtp;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.UnreachableCause;
import io.postern.outbound.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries one address of a host after the other until one answers. Of several none keeps the others waiting for long. */
final class AddressFallback {

    /** How long each of several is given before any of them gets all of its time: those that answer do so sooner. */
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final SmtpAccount account;
    private final Deadline lifeline;
    private final Set<InetAddress> notReached = new LinkedHashSet<>();
    private final List<InetAddress> silent = new ArrayList<>();
    private @Nullable UnreachableCause telling;

    AddressFallback(SmtpAccount account, Deadline lifeline) {
        this.account = account;
        this.lifeline = lifeline;
    }

    /** The addresses that were tried in vain. */
    Set<InetAddress> notReached() {
        return notReached;
    }

    /** @throws UnreachableCause the most telling of the failures */
    Socket at(List<InetAddress> addresses) throws IOException {
        Duration patience = account.connectTimeout();
        boolean twice = addresses.size() > 1 && patience.compareTo(SHORTLY) > 0;
        Socket socket = twice ? firstOf(addresses, SHORTLY) : null;
        if (socket == null) {
            socket = firstOf(twice ? List.copyOf(silent) : addresses, patience);
        }
        if (socket == null) {
            throw telling == null ? new IOException("no address") : telling;
        }
        return socket;
    }

    private @Nullable Socket firstOf(List<InetAddress> addresses, Duration patience) throws IOException {
        for (InetAddress address : addresses) {
            try {
                Socket socket = connect(address, patience);
                notReached.remove(address);
                return socket;
            } catch (IOException failed) {
                notReached.add(address);
                if (lifeline.end() != Deadline.End.NONE) {
                    throw failed;
                }
                if (failed instanceof SocketTimeoutException) {
                    silent.add(address);
                }
                UnreachableCause unreachable = new UnreachableCause(address, failed);
                telling = telling == null || unreachable.tellsMoreThan(telling) ? unreachable : telling;
            }
        }
        return null;
    }

    private Socket connect(InetAddress address, Duration patience) throws IOException {
        Socket socket = new Socket();
        lifeline.hold(socket);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, account.port()), (int) patience.toMillis());
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
