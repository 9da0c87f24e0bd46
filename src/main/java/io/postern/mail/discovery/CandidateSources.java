package io.postern.mail.discovery;

import io.postern.dns.DnsLookups;
import io.postern.mail.discovery.Candidate.Source;
import io.postern.mail.providers.Provider;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.net.EmailAddress;
import io.postern.outbound.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The steps of a search that name candidates. */
final class CandidateSources {

    private static final Duration DNS_PATIENCE = Duration.ofSeconds(6);
    private static final int MOST_QUESTIONS = 12;
    private static final int MOST_EXCHANGERS = 2;
    private static final List<Integer> PORTS = List.of(
            MailSettingsValues.SUBMISSIONS_PORT, MailSettingsValues.SUBMISSION_PORT, MailSettingsValues.RELAY_PORT);

    private final DiscoveryMeans means;
    private final EmailAddress address;
    private final DiscoverySteps steps;
    private final ParallelWork work;

    CandidateSources(DiscoveryMeans means, EmailAddress address, DiscoverySteps steps, ParallelWork work) {
        this.means = means;
        this.address = address;
        this.steps = steps;
        this.work = work;
    }

    /** Empty when the search ended meanwhile. */
    Optional<DomainProvider> provider() {
        steps.begin(DiscoveryStage.PROVIDER);
        Optional<DomainProvider> found = DomainProvider.byAddress(means.providers(), address);
        if (found.isEmpty()) {
            DnsLookups dns = lookups();
            Function<Cancellation, DomainProvider> question =
                    ending -> DomainProvider.byMx(means.providers(), dns, address);
            found = work.all(List.of(question)).get(0);
        }
        found.ifPresent(domain -> steps.end(DiscoveryStage.PROVIDER, domain.answered(), List.of(domain.note())));
        return found;
    }

    /** The other port is for machines from which one of them can't be reached. */
    static List<Candidate> of(Provider provider) {
        int other = provider.port() == MailSettingsValues.SUBMISSIONS_PORT
                ? MailSettingsValues.SUBMISSION_PORT
                : MailSettingsValues.SUBMISSIONS_PORT;
        return Stream.of(provider.port(), other)
                .map(port -> Candidate.usual(provider.host(), port, Source.PROVIDER))
                .toList();
    }

    /** What the domain, or somebody else about it, publishes. The most reliable first. */
    List<Candidate> announced() {
        steps.begin(DiscoveryStage.SRV);
        steps.begin(DiscoveryStage.AUTOCONFIG);
        DnsLookups dns = lookups();
        List<Function<Cancellation, Findings>> questions = new ArrayList<>();
        for (String service : List.of(ServiceRecords.SUBMISSIONS, ServiceRecords.SUBMISSION)) {
            questions.add(ending -> ServiceRecords.ask(dns, service, address.domain()));
        }
        int records = questions.size();
        AutoconfigSource.ofDomain(address).forEach(place -> questions.add(ending -> read(place)));
        means.databases()
                .of(address)
                .forEach(url -> questions.add(ending -> read(new AutoconfigSource.Place(url, Source.DATABASE))));
        List<Optional<Findings>> answers = work.all(questions);
        return Stream.concat(
                        end(DiscoveryStage.SRV, answers.subList(0, records)),
                        end(DiscoveryStage.AUTOCONFIG, answers.subList(records, answers.size())))
                .sorted(Comparator.comparing(Candidate::source))
                .toList();
    }

    private Findings read(AutoconfigSource.Place place) {
        return means.files().read(place, address);
    }

    private Stream<Candidate> end(DiscoveryStage stage, List<Optional<Findings>> answers) {
        List<Findings> heard = answers.stream().flatMap(Optional::stream).toList();
        if (!heard.isEmpty()) {
            steps.end(
                    stage,
                    heard.stream().anyMatch(Findings::answered),
                    heard.stream().flatMap(found -> found.notes().stream()).toList());
        }
        return heard.stream().flatMap(found -> found.candidates().stream());
    }

    /** @param exchangers the hosts that take the domain's mail */
    List<Candidate> usualNames(List<String> exchangers) {
        steps.begin(DiscoveryStage.NAMES);
        List<String> hosts = Stream.concat(
                        Stream.of("smtp." + address.domain(), "mail." + address.domain()),
                        exchangers.stream().limit(MOST_EXCHANGERS))
                .distinct()
                .toList();
        steps.end(DiscoveryStage.NAMES, true, List.of(Note.of("names", String.join(", ", hosts))));
        return hosts.stream()
                .flatMap(host -> PORTS.stream().map(port -> Candidate.usual(host, port, Source.NAME)))
                .toList();
    }

    private DnsLookups lookups() {
        return means.dns().begin(MOST_QUESTIONS, DNS_PATIENCE);
    }
}
