package io.postern.smtp;

import io.postern.net.HostName;
import io.postern.net.IpAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From a host to a connected socket. The resolver is asked on another thread, since nothing else bounds it; each address is
 * judged and then tried, so that one broken family does not stop the other.
 */
final class Dialer {

    /** The system's resolver; a test puts its own in this place. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final Aside LOOKUPS = new Aside("smtp-resolver", 16);

    private final Resolver resolver;
    private final TargetPolicy policy;

    Dialer(Resolver resolver, TargetPolicy policy) {
        this.resolver = resolver;
        this.policy = policy;
    }

    TargetPolicy policy() {
        return policy;
    }

    /** Goes through the stages RESOLVE and CONNECT; both have ended well when this returns. */
    Socket dial(SmtpAccount account, StageTrack stages, Lifeline lifeline) throws IOException, SmtpFailure {
        stages.begin(Stage.RESOLVE);
        List<InetAddress> addresses = resolve(account, lifeline);
        stages.found("smtp.finding.ipv4", family(addresses, true));
        stages.found("smtp.finding.ipv6", family(addresses, false));
        stages.ok();
        stages.begin(Stage.CONNECT);
        List<InetAddress> allowed = addresses.stream().filter(policy::allows).toList();
        if (allowed.isEmpty()) {
            throw new SmtpFailure(SmtpProblem.ADDRESS_REFUSED);
        }
        IOException telling = null;
        for (InetAddress address : allowed) {
            try {
                Socket socket = connect(address, account, lifeline);
                stages.found("smtp.finding.connected", text(address, account.port()));
                stages.ok();
                return socket;
            } catch (IOException notReached) {
                if (lifeline.end() != Lifeline.End.NONE) {
                    throw notReached;
                }
                stages.found("smtp.finding.not-reached", text(address, account.port()));
                telling = moreTelling(telling, new Unreachable(address, notReached));
            }
        }
        throw telling == null ? new ConnectException() : telling;
    }

    static String text(InetAddress address, int port) {
        String literal = address.getHostAddress();
        return (address instanceof Inet4Address ? literal : "[" + literal + "]") + ":" + port;
    }

    private List<InetAddress> resolve(SmtpAccount account, Lifeline lifeline) throws IOException {
        Optional<IpAddress> literal = IpAddress.parse(account.host());
        if (literal.isPresent()) {
            return List.of(literal.get().address());
        }
        if (!HostName.canBeLookedUp(account.host())) {
            throw new UnknownHostException();
        }
        try {
            List<InetAddress> addresses = Arrays.asList(
                    LOOKUPS.get(() -> resolver.resolve(account.host()), account.connectTimeout(), lifeline::hold));
            if (addresses.isEmpty()) {
                throw new UnknownHostException();
            }
            return addresses;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unknown(interrupted);
        } catch (ExecutionException | TimeoutException | CancellationException | RejectedExecutionException failed) {
            throw unknown(failed);
        }
    }

    private static UnknownHostException unknown(Exception cause) {
        UnknownHostException unknown = new UnknownHostException();
        unknown.initCause(cause);
        return unknown;
    }

    private static Socket connect(InetAddress address, SmtpAccount account, Lifeline lifeline) throws IOException {
        Socket socket = new Socket();
        lifeline.hold(socket);
        try {
            socket.setTcpNoDelay(true);
            Duration timeout = account.connectTimeout();
            socket.connect(new InetSocketAddress(address, account.port()), (int) timeout.toMillis());
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** IPv4's failure says more than IPv6's, which is often just not there; a refusal says more than silence. */
    private static IOException moreTelling(@Nullable IOException first, Unreachable second) {
        if (!(first instanceof Unreachable unreachable)) {
            return second;
        }
        boolean better = second.weight() > unreachable.weight();
        return better ? second : unreachable;
    }

    private static String family(List<InetAddress> addresses, boolean four) {
        return addresses.stream()
                .filter(address -> four == (address instanceof Inet4Address))
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }

    /** Why one address could not be reached. */
    static final class Unreachable extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean ipv4;

        Unreachable(InetAddress address, IOException cause) {
            super(cause);
            this.ipv4 = address instanceof Inet4Address;
        }

        boolean ipv4() {
            return ipv4;
        }

        private int weight() {
            return (ipv4 ? 1 : 0) + (getCause() instanceof ConnectException && refused() ? 2 : 0);
        }

        private boolean refused() {
            return String.valueOf(getMessage()).contains("refused");
        }
    }
}
