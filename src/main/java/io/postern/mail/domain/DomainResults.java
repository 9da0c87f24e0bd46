package io.postern.mail.domain;

import io.postern.database.DatabaseTime;
import io.postern.database.FutureRows;
import io.postern.mail.FromDomain;
import io.postern.mail.domain.Finding.Code;
import io.postern.net.HostName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers what was found of each From domain, and tells when it turns. */
@Component
public class DomainResults {

    private static final Duration DAY = Duration.ofDays(1);
    /** While something is wrong or not known, so that a cure is seen soon. */
    private static final Duration HOUR = Duration.ofHours(1);
    /** The DNS wobbles: what is bad is looked at once more before anybody hears of it. */
    private static final Duration CONFIRMATION = Duration.ofMinutes(5);

    /** These keep a domain from being called good. */
    private static final Set<Code> OPEN = EnumSet.of(Code.MX_UNKNOWN, Code.SPF_UNKNOWN, Code.DMARC_UNKNOWN);

    private final JdbcClient jdbc;
    private final DatabaseTime time;
    private final ApplicationEventPublisher events;

    DomainResults(JdbcClient jdbc, DatabaseTime time, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.time = time;
        this.events = events;
    }

    private enum State {
        NEW,
        GOOD,
        DOUBTED,
        BAD
    }

    /** A finding without what it is about. */
    public record Line(Verdict verdict, Code code) {}

    /**
     * What the last look found.
     *
     * @param domain in punycode
     * @param refused whether receivers are likely to refuse its mails, as far as is certain
     */
    public record Result(String domain, Instant checkedAt, boolean refused, List<Line> findings) {

        /** The domain as people write it. */
        public String name() {
            return HostName.shown(domain);
        }

        /** What is worth a warning, the worst first, each once. */
        public List<Line> faults() {
            return findings.stream()
                    .filter(line -> line.verdict() == Verdict.WARNING || line.verdict() == Verdict.FAIL)
                    .distinct()
                    .sorted((one, other) -> other.verdict().compareTo(one.verdict()))
                    .toList();
        }
    }

    @Bean
    static FutureRows domainChecksOfTheFuture() {
        return FutureRows.of(
                "mail_from_domain", "domain", "next_check_at > :now + interval '2' day", "next_check_at = :now");
    }

    /** Empty if the domain was never checked. */
    public Optional<Result> last(String domain) {
        return jdbc.sql("select domain, checked_at, state, findings from mail_from_domain"
                        + " where domain = ? and checked_at is not null")
                .param(domain)
                .query(DomainResults::result)
                .optional();
    }

    private static Result result(ResultSet row, int number) throws SQLException {
        return new Result(
                row.getString(1),
                row.getTimestamp(2).toInstant(),
                State.valueOf(row.getString(3)) == State.BAD,
                Arrays.stream(row.getString(4).split("\n", -1))
                        .map(line -> line.split(" ", -1))
                        .filter(parts -> parts.length == 2)
                        .map(parts -> new Line(Verdict.valueOf(parts[0]), Code.valueOf(parts[1])))
                        .toList());
    }

    /** Takes a check that is due, so that no other instance does the same. */
    boolean claim(String domain) {
        Timestamp now = Timestamp.from(time.instant());
        Timestamp later = Timestamp.from(time.instant().plus(CONFIRMATION));
        int claimed = jdbc.sql("update mail_from_domain set next_check_at = ? where domain = ? and next_check_at <= ?")
                .params(later, domain, now)
                .update();
        return claimed == 1 || (!isKnown(domain) && insert(domain, later));
    }

    private boolean isKnown(String domain) {
        return jdbc.sql("select count(*) from mail_from_domain where domain = ?")
                        .param(domain)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private boolean insert(String domain, Timestamp next) {
        try {
            jdbc.sql("insert into mail_from_domain (domain, next_check_at, state, findings) values (?, ?, 'NEW', '')")
                    .params(domain, next)
                    .update();
            return true;
        } catch (DuplicateKeyException anotherInstanceWasFaster) {
            return false;
        }
    }

    /** In a transaction of its own: a save that has just been committed may have asked for the check. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void remember(DomainReport report) {
        String domain = report.domain();
        Timestamp now = Timestamp.from(time.instant());
        if (!isKnown(domain)) {
            insert(domain, now);
        }
        State before = State.valueOf(jdbc.sql("select state from mail_from_domain where domain = ? for update")
                .param(domain)
                .query(String.class)
                .single());
        boolean bad = report.verdict() == Verdict.FAIL;
        boolean open = report.findings().stream().anyMatch(finding -> OPEN.contains(finding.code()));
        if (!bad && open && before != State.NEW) {
            // What was known still counts.
            postpone(domain, HOUR);
            return;
        }
        State after = after(before, bad, open, isConfirmed(domain));
        if (before == State.DOUBTED && after == State.DOUBTED) {
            return;
        }
        store(report, after, now);
        if (before == State.DOUBTED && after == State.BAD) {
            events.publishEvent(new FromDomain.Failing(domain, report.name()));
        }
        if (before == State.BAD && after == State.GOOD) {
            events.publishEvent(new FromDomain.Good(domain));
        }
    }

    /** Whether the look that cast a doubt is some minutes old. */
    private boolean isConfirmed(String domain) {
        Instant first = jdbc.sql("select checked_at from mail_from_domain where domain = ?")
                .param(domain)
                .query((row, number) -> row.getTimestamp(1) == null
                        ? Instant.MAX
                        : row.getTimestamp(1).toInstant())
                .single();
        return !first.isAfter(time.instant().minus(CONFIRMATION.dividedBy(2)));
    }

    private static State after(State before, boolean bad, boolean open, boolean confirmed) {
        if (!bad) {
            return open ? State.NEW : State.GOOD;
        }
        return switch (before) {
            case NEW, BAD -> State.BAD;
            case GOOD -> State.DOUBTED;
            case DOUBTED -> confirmed ? State.BAD : State.DOUBTED;
        };
    }

    private void store(DomainReport report, State after, Timestamp now) {
        String findings = report.findings().stream()
                .map(finding -> finding.verdict().name() + " " + finding.code().name())
                .distinct()
                .collect(Collectors.joining("\n"));
        jdbc.sql("update mail_from_domain set checked_at = ?, state = ?, findings = ? where domain = ?")
                .params(now, after.name(), findings, report.domain())
                .update();
        postpone(
                report.domain(),
                switch (after) {
                    case GOOD -> DAY;
                    case DOUBTED -> CONFIRMATION;
                    case NEW, BAD -> HOUR;
                });
    }

    private void postpone(String domain, Duration delay) {
        jdbc.sql("update mail_from_domain set next_check_at = ? where domain = ?")
                .params(Timestamp.from(time.instant().plus(delay)), domain)
                .update();
    }

    /** Forgets the domains from which no mail is sent any more. */
    @Transactional
    public void forgetAllBut(Collection<String> domains) {
        jdbc.sql("select domain from mail_from_domain").query(String.class).list().stream()
                .filter(domain -> !domains.contains(domain))
                .forEach(domain -> {
                    jdbc.sql("delete from mail_from_domain where domain = ?")
                            .param(domain)
                            .update();
                    events.publishEvent(new FromDomain.Good(domain));
                });
    }
}
