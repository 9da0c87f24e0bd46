package io.postern.mail.overview;

import io.postern.mail.MailPaths;
import io.postern.mail.domain.DomainResults;
import io.postern.mail.domain.FromDomains;
import io.postern.mail.domain.Verdict;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** From domains whose mails receivers refuse, as the last check of each found. Asks no DNS. */
@Component
@Order(2)
class FromDomainRepairs implements RepairSource {

    private final FromDomains domains;
    private final DomainResults results;

    FromDomainRepairs(FromDomains domains, DomainResults results) {
        this.domains = domains;
        this.results = results;
    }

    @Override
    public List<Repair> repairs() {
        List<DomainResults.Result> refused = domains.all().stream()
                .map(results::last)
                .flatMap(Optional::stream)
                .filter(DomainResults.Result::refused)
                .toList();
        return refused.isEmpty()
                ? List.of()
                : List.of(Repair.of(
                                Severity.ERROR,
                                "from-domain",
                                Text.of("mail.overview.repair.from-domain"),
                                MailPaths.domain(refused.get(0).domain()))
                        .because(refused.stream()
                                .flatMap(FromDomainRepairs::evidence)
                                .toList()));
    }

    private static Stream<Text> evidence(DomainResults.Result result) {
        return Stream.concat(
                Stream.of(Text.of("mail.overview.repair.domain", result.name())),
                result.faults().stream()
                        .filter(fault -> fault.verdict() == Verdict.FAIL)
                        .map(fault -> Text.of(fault.code().messageKey())));
    }
}
