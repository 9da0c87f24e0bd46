package io.postern.mail.smtp;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.DnsUnanswered;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.HostName;
import io.postern.net.IpAddress;
import io.postern.net.ShownText;
import io.postern.outbound.Deadline;
import io.postern.outbound.DetachedCalls;
import io.postern.outbound.TargetPolicy;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * From a host to a connected socket. Another thread asks the resolver, since nothing else bounds its time. Each address is checked by
 * the policy and then tried, so that a broken one does not stop the others. Safe for use by several threads.
 */
final class HostConnector {

    /** Asks the DNS. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final DetachedCalls LOOKUPS = new DetachedCalls("smtp-resolver", 16);

    /** What the system says when no DNS server answers. Where it speaks another language, the name counts as unknown. */
    private static final String NO_ANSWER = "Temporary failure";

    /** The last host without an answer. For ten seconds the JDK repeats the failure, but no longer says why. */
    private static volatile String lastUnanswered = "";

    private final Resolver resolver;
    private final TargetPolicy policy;

    /** The last answer of the DNS; it counts while the DNS is silent. */
    private volatile List<InetAddress> lastAddresses = List.of();

    /** Where the last attempt failed: these addresses are tried last. */
    private final Set<InetAddress> failing = ConcurrentHashMap.newKeySet();

    HostConnector(Resolver resolver, TargetPolicy policy) {
        this.resolver = resolver;
        this.policy = policy;
    }

    TargetPolicy policy() {
        return policy;
    }

    /** Goes through RESOLVE, and returns in CONNECT. */
    Socket connect(SmtpAccount account, StageProgress stages, Deadline deadline) throws IOException, SmtpFailure {
        stages.begin(Stage.RESOLVE);
        List<InetAddress> addresses = resolve(account, stages, deadline);
        stages.found("mail.diagnosis.finding.ipv4", family(addresses, true));
        stages.found("mail.diagnosis.finding.ipv6", family(addresses, false));
        stages.ok();
        stages.begin(Stage.CONNECT);
        List<InetAddress> allowed = addresses.stream().filter(policy::allows).toList();
        if (allowed.isEmpty()) {
            throw new SmtpFailure(SmtpProblem.ADDRESS_REFUSED);
        }
        AddressFallback fallback = new AddressFallback(account, deadline);
        try {
            Socket socket = fallback.connect(inOrder(allowed));
            failing.retainAll(allowed);
            failing.addAll(fallback.notReached());
            failing.remove(socket.getInetAddress());
            stages.found("mail.diagnosis.finding.connected", text(socket.getInetAddress(), account.port()));
            return socket;
        } finally {
            fallback.notReached()
                    .forEach(address ->
                            stages.found("mail.diagnosis.finding.not-reached", text(address, account.port())));
        }
    }

    /** Notes that the server at this address did not let us in. */
    void failedAt(InetAddress address) {
        failing.add(address);
    }

    private List<InetAddress> inOrder(List<InetAddress> addresses) {
        Set<InetAddress> last = Set.copyOf(failing);
        return addresses.stream().sorted(Comparator.comparing(last::contains)).toList();
    }

    static String text(InetAddress address, int port) {
        String literal = address.getHostAddress();
        return (address instanceof Inet4Address ? literal : "[" + literal + "]") + ":" + port;
    }

    private List<InetAddress> resolve(SmtpAccount account, StageProgress stages, Deadline deadline) throws IOException {
        Optional<IpAddress> literal = IpAddress.parse(account.host());
        if (literal.isPresent()) {
            return List.of(literal.get().address());
        }
        if (!HostName.canBeLookedUp(account.host())) {
            throw new UnknownHostException();
        }
        try {
            lastAddresses = lookUp(account, stages, deadline);
        } catch (DnsUnanswered silence) {
            if (lastAddresses.isEmpty()) {
                throw silence;
            }
        }
        return lastAddresses;
    }

    private List<InetAddress> lookUp(SmtpAccount account, StageProgress stages, Deadline deadline) throws IOException {
        try {
            List<InetAddress> addresses = Arrays.asList(LOOKUPS.get(
                    () -> resolver.resolve(account.host()), account.connectTimeout(), deadline::closeAtEnd));
            if (addresses.isEmpty()) {
                throw new UnknownHostException();
            }
            return addresses;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DnsUnanswered();
        } catch (ExecutionException failed) {
            String reason = failed.getCause() == null
                    ? ""
                    : String.valueOf(failed.getCause().getMessage());
            stages.found("mail.diagnosis.finding.reason", ShownText.of(reason));
            boolean saidBefore = reason.equals(account.host()) && reason.equals(lastUnanswered);
            boolean silence = saidBefore || reason.contains(NO_ANSWER);
            lastUnanswered = silence ? account.host() : "";
            throw silence ? new DnsUnanswered() : new UnknownHostException(reason);
        } catch (TimeoutException | RejectedExecutionException late) {
            lastUnanswered = account.host();
            throw new DnsUnanswered();
        } catch (CancellationException ended) {
            throw new DnsUnanswered();
        }
    }

    private static String family(List<InetAddress> addresses, boolean four) {
        return addresses.stream()
                .filter(address -> four == (address instanceof Inet4Address))
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }
}
