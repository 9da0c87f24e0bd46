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

/** Tries the addresses of a host, one after the other, until one answers. A silent one does not keep the others waiting for long. */
final class AddressFallback {

    /** Each of several addresses gets this time first. Only then do the silent ones get all of it. */
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(2);

    private final SmtpAccount account;
    private final Deadline deadline;
    private final Set<InetAddress> notReached = new LinkedHashSet<>();
    private final List<InetAddress> silent = new ArrayList<>();
    private @Nullable UnreachableCause mostSpecific;

    AddressFallback(SmtpAccount account, Deadline deadline) {
        this.account = account;
        this.deadline = deadline;
    }

    /** The addresses that did not answer. */
    Set<InetAddress> notReached() {
        return notReached;
    }

    /** @throws UnreachableCause the most specific of the failures */
    Socket connect(List<InetAddress> addresses) throws IOException {
        Duration timeout = account.connectTimeout();
        boolean twice = addresses.size() > 1 && timeout.compareTo(FIRST_TIMEOUT) > 0;
        Socket socket = twice ? firstOf(addresses, FIRST_TIMEOUT) : null;
        if (socket == null) {
            socket = firstOf(twice ? List.copyOf(silent) : addresses, timeout);
        }
        if (socket == null) {
            throw mostSpecific == null ? new IOException("no address") : mostSpecific;
        }
        return socket;
    }

    private @Nullable Socket firstOf(List<InetAddress> addresses, Duration timeout) throws IOException {
        for (InetAddress address : addresses) {
            try {
                Socket socket = connect(address, timeout);
                notReached.remove(address);
                return socket;
            } catch (IOException failed) {
                notReached.add(address);
                if (deadline.end() != Deadline.End.NONE) {
                    throw failed;
                }
                if (failed instanceof SocketTimeoutException) {
                    silent.add(address);
                }
                UnreachableCause unreachable = new UnreachableCause(address, failed);
                mostSpecific = mostSpecific == null || unreachable.isMoreSpecificThan(mostSpecific)
                        ? unreachable
                        : mostSpecific;
            }
        }
        return null;
    }

    private Socket connect(InetAddress address, Duration timeout) throws IOException {
        Socket socket = new Socket();
        deadline.closeAtEnd(socket);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, account.port()), (int) timeout.toMillis());
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
