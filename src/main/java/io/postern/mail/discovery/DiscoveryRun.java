package io.postern.mail.discovery;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.discovery.Candidate.SignIn;
import io.postern.mail.discovery.CheckedCandidate.Fitness;
import io.postern.mail.discovery.Discovery.Outcome;
import io.postern.mail.providers.Provider;
import io.postern.mail.settings.AuthMethod;
import io.postern.outbound.Cancellation;
import io.postern.outbound.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One search. Each source is asked only if those before named no server that will do: first the provider, then what the domain says of
 * itself, then the usual names.
 */
final class DiscoveryRun {

    private static final Set<Fitness> WILL_DO =
            EnumSet.of(Fitness.PASSWORD, Fitness.OAUTH2, Fitness.OTHER, Fitness.UNTRUSTED);

    private final DiscoveryMeans means;
    private final SettingsDiscovery.Order order;
    private final DiscoverySteps steps;
    private final Deadline deadline;
    private final ParallelWork work;
    private final CandidateCheck check;
    private final List<CheckedCandidate> tried = new ArrayList<>();
    private @Nullable Provider provider;

    /** @param ehloName null for the address literal of the local socket */
    DiscoveryRun(
            DiscoveryMeans means,
            @Nullable String ehloName,
            SettingsDiscovery.Order order,
            DiscoverySteps steps,
            Deadline deadline) {
        this.means = means;
        this.order = order;
        this.steps = steps;
        this.deadline = deadline;
        this.work = new ParallelWork(deadline);
        this.check = new CandidateCheck(means.prober(), order.address(), ehloName);
    }

    Discovery run() {
        CandidateSources sources = new CandidateSources(means, order.address(), steps, work);
        Optional<DomainProvider> domain = sources.provider();
        Provider known = domain.map(DomainProvider::provider).orElse(null);
        provider = known;
        if (known != null && known.auth() == AuthMethod.OAUTH2) {
            return ended(Outcome.OAUTH, null);
        }
        if (known != null && known.appPassword() && !order.password().isEmpty() && !order.isConfirmed(known.host())) {
            return ended(Outcome.APP_PASSWORD, null);
        }
        if (known != null && !known.hasPlaceholder()) {
            connect(CandidateSources.of(known));
        }
        if (isStillWanted()) {
            connect(sources.announced());
        }
        if (isStillWanted()) {
            connect(sources.usualNames(domain.map(DomainProvider::exchangers).orElse(List.of())));
        }
        return choose();
    }

    private boolean isStillWanted() {
        return isRunning()
                && tried.stream()
                        .noneMatch(server -> WILL_DO.contains(server.fitness())
                                || (server.isVerified() && server.candidate().signIn() == SignIn.NONE));
    }

    private boolean isRunning() {
        return deadline.end() == Deadline.End.NONE;
    }

    private void connect(List<Candidate> candidates) {
        List<Candidate> further = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (Stream.concat(further.stream(), tried.stream().map(CheckedCandidate::candidate))
                    .noneMatch(candidate::isSameAs)) {
                further.add(candidate);
            }
        }
        if (further.isEmpty()) {
            return;
        }
        steps.begin(DiscoveryStage.CANDIDATES);
        List<Function<Cancellation, CheckedCandidate>> connections = new ArrayList<>();
        further.forEach(candidate -> connections.add(ending -> check.connect(candidate, ending)));
        work.all(connections).forEach(server -> server.ifPresent(tried::add));
        if (isRunning()) {
            steps.end(DiscoveryStage.CANDIDATES, tried.stream().anyMatch(CheckedCandidate::isVerified), List.of());
        }
    }

    private Discovery choose() {
        if (deadline.end() == Deadline.End.CANCELLED) {
            return ended(Outcome.CANCELLED, null);
        }
        tried.sort(Comparator.comparing(CheckedCandidate::fitness)
                .thenComparing(server -> !order.password().isEmpty() && !mayHavePassword(server))
                .thenComparing(CheckedCandidate::candidate, Candidate.BEST_FIRST));
        CheckedCandidate best = tried.isEmpty() ? null : tried.get(0);
        Fitness fitness = best == null ? Fitness.FAILED : best.fitness();
        return switch (fitness) {
            case PASSWORD -> order.password().isEmpty() ? ended(Outcome.VERIFIED, best) : signIn();
            case OAUTH2 -> ended(Outcome.OAUTH, best);
            case UNTRUSTED -> ended(Outcome.UNTRUSTED, best);
            case RELAY -> ended(Outcome.RELAY, best);
            case OTHER -> ended(Outcome.NO_PASSWORD, best);
            case FAILED -> ended(isRunning() ? Outcome.NOTHING : Outcome.TIMED_OUT, null);
        };
    }

    /** A host that anybody could have named is asked about first: DNS can be forged, and a database is somebody else's. */
    private boolean mayHavePassword(CheckedCandidate server) {
        String host = server.candidate().host();
        return server.isOfDomain(order.address()) || means.providers().names(host) || order.isConfirmed(host);
    }

    private Discovery signIn() {
        List<CheckedCandidate> servers = tried.stream()
                .filter(server -> server.fitness() == Fitness.PASSWORD && mayHavePassword(server))
                .toList();
        if (servers.isEmpty()) {
            return ended(Outcome.CONFIRM, tried.get(0));
        }
        steps.begin(DiscoveryStage.SIGN_IN);
        SignInAttempts attempts = new SignInAttempts(check, work, order);
        Optional<SignInAttempts.Accepted> accepted = attempts.at(servers);
        if (!isRunning()) {
            boolean cancelled = deadline.end() == Deadline.End.CANCELLED;
            return ended(cancelled ? Outcome.CANCELLED : Outcome.TIMED_OUT, null);
        }
        steps.end(DiscoveryStage.SIGN_IN, accepted.isPresent(), attempts.notes());
        return accepted.map(in -> discovery(Outcome.AUTHENTICATED, in.server(), in.username(), null))
                .orElseGet(() -> discovery(Outcome.REFUSED, attempts.last(), null, attempts.failure()));
    }

    private Discovery ended(Outcome outcome, @Nullable CheckedCandidate best) {
        return discovery(outcome, best, null, outcome == Outcome.UNTRUSTED && best != null ? best.failure() : null);
    }

    private Discovery discovery(
            Outcome outcome, @Nullable CheckedCandidate best, @Nullable String username, @Nullable Failure failure) {
        return new Discovery(order.address(), outcome, provider, best, username, failure, steps.ended(), tried);
    }
}
