package io.postern.dns;

import io.postern.dns.DnsAnswer.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.InvalidZoneDataException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;

/**
 * The look-ups of one check, bounded together in number and time. Each waits for its answer. It follows aliases and asks again by TCP
 * where an answer is long. Threads may share it.
 */
public final class DnsLookups {

    /** For one question to one server; each server is asked twice. */
    private static final Duration PATIENCE_PER_TRY = Duration.ofSeconds(2);

    private static final int TRIES = 2;
    private static final int MOST_ALIASES = 8;

    private final boolean off;
    private final long deadline;
    private final AtomicInteger left;
    private final LookupSession session;

    DnsLookups(List<InetSocketAddress> servers, int mostQuestions, Duration patience) {
        off = servers.isEmpty();
        deadline = System.nanoTime() + patience.toNanos();
        left = new AtomicInteger(mostQuestions);
        session = LookupSession.builder()
                .resolver(new CountingResolver(servers, left))
                .maxRedirects(MOST_ALIASES)
                .build();
    }

    /** Each record's strings joined (RFC 7208 section 3.3), a character for each byte. */
    public DnsAnswer<String> txt(String name) {
        return ask(name, Type.TXT, TXTRecord.class, DnsLookups::joined);
    }

    /** The most preferred first. */
    public DnsAnswer<MailExchanger> mx(String name) {
        return sorted(
                ask(name, Type.MX, MXRecord.class, mx -> new MailExchanger(mx.getPriority(), text(mx.getTarget()))),
                Comparator.comparingInt(MailExchanger::preference));
    }

    /** The most preferred first. */
    public DnsAnswer<ServiceTarget> srv(String name) {
        return sorted(
                ask(
                        name,
                        Type.SRV,
                        SRVRecord.class,
                        srv -> new ServiceTarget(
                                srv.getPriority(), srv.getWeight(), srv.getPort(), text(srv.getTarget()))),
                Comparator.comparingInt(ServiceTarget::priority)
                        .thenComparing(ServiceTarget::weight, Comparator.reverseOrder()));
    }

    public DnsAnswer<InetAddress> ipv4(String name) {
        return ask(name, Type.A, ARecord.class, ARecord::getAddress);
    }

    public DnsAnswer<InetAddress> ipv6(String name) {
        return ask(name, Type.AAAA, AAAARecord.class, AAAARecord::getAddress);
    }

    private <R extends Record, T> DnsAnswer<T> ask(String name, int type, Class<R> kind, Function<R, T> read) {
        if (off) {
            return DnsAnswer.without(Kind.NO_ANSWER);
        }
        if (!canBeAName(name)) {
            return DnsAnswer.without(Kind.NO_NAME);
        }
        try {
            CompletableFuture<DnsAnswer<T>> answer = session.lookupAsync(Name.fromString(name, Name.root), type)
                    .thenApply(result -> found(result.getRecords().stream()
                            .filter(kind::isInstance)
                            .map(kind::cast)
                            .map(read)
                            .toList()))
                    .toCompletableFuture();
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TextParseException tooLong) {
            return DnsAnswer.without(Kind.NO_NAME);
        } catch (ExecutionException failed) {
            return DnsAnswer.without(kind(failed.getCause()));
        } catch (TimeoutException late) {
            return DnsAnswer.without(Kind.NO_ANSWER);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return DnsAnswer.without(Kind.NO_ANSWER);
        }
    }

    private Kind kind(@Nullable Throwable failure) {
        if (failure instanceof NoSuchDomainException) {
            return Kind.NO_NAME;
        }
        if (failure instanceof NoSuchRRSetException) {
            return Kind.NO_RECORD;
        }
        if (failure instanceof RedirectLoopException
                || failure instanceof RedirectOverflowException
                || failure instanceof InvalidZoneDataException) {
            return Kind.NONSENSE;
        }
        return left.get() < 0 ? Kind.TOO_MANY : Kind.NO_ANSWER;
    }

    /** A backslash would be an escape in the library's form of names. */
    private static boolean canBeAName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    private static <T> DnsAnswer<T> found(List<T> values) {
        return new DnsAnswer<>(values.isEmpty() ? Kind.NO_RECORD : Kind.FOUND, values);
    }

    private static <T> DnsAnswer<T> sorted(DnsAnswer<T> answer, Comparator<T> order) {
        return new DnsAnswer<>(
                answer.kind(), answer.values().stream().sorted(order).toList());
    }

    private static String joined(TXTRecord record) {
        StringBuilder text = new StringBuilder();
        for (Object string : record.getStringsAsByteArrays()) {
            text.append(new String((byte[]) string, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
    }

    /** Counts what is asked, so that no chain of aliases multiplies it. */
    private static final class CountingResolver extends ExtendedResolver {

        private final AtomicInteger left;

        CountingResolver(List<InetSocketAddress> servers, AtomicInteger left) {
            super(servers.stream().map(CountingResolver::resolver).toList());
            this.left = left;
            setRetries(TRIES);
            setTimeout(PATIENCE_PER_TRY.multipliedBy((long) TRIES * servers.size()));
        }

        private static Resolver resolver(InetSocketAddress server) {
            SimpleResolver resolver = new SimpleResolver(server);
            resolver.setTimeout(PATIENCE_PER_TRY);
            return resolver;
        }

        @Override
        public CompletionStage<Message> sendAsync(Message query, Executor executor) {
            return left.getAndDecrement() > 0
                    ? super.sendAsync(query, executor)
                    : CompletableFuture.failedFuture(new IOException("too many questions"));
        }
    }
}
