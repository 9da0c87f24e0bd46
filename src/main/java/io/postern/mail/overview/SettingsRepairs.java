package io.postern.mail.overview;

import io.postern.database.DatabaseTime;
import io.postern.installation.Installation;
import io.postern.mail.MailPaths;
import io.postern.mail.providers.MailWarning;
import io.postern.mail.providers.MailWarnings;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.test.LastTestSummary;
import io.postern.net.HostName;
import io.postern.outbound.TrustedCertificates;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.web.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is to do about each mail server: a test, and what ends soon. Nothing before the primary is saved for the first time. */
@Component
@Order(2)
class SettingsRepairs implements RepairSource {

    /** Microsoft then turns the sign-in with a password off. */
    private static final LocalDate MICROSOFT_PASSWORDS_END = LocalDate.of(2026, 12, 31);

    private final MailSettingsRepository repository;
    private final MailWarnings warnings;
    private final LastTestSummary tests;
    private final ServerCertificates certificates;
    private final Installation installation;
    private final Times times;
    private final DatabaseTime clock;

    SettingsRepairs(
            MailSettingsRepository repository,
            MailWarnings warnings,
            LastTestSummary tests,
            ServerCertificates certificates,
            Installation installation,
            Times times,
            DatabaseTime clock) {
        this.repository = repository;
        this.warnings = warnings;
        this.tests = tests;
        this.certificates = certificates;
        this.installation = installation;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public List<Repair> repairs() {
        return repository.inOrder().stream()
                .flatMap(server ->
                        about(server).stream().map(repair -> server.isPrimary() ? repair : ofBackup(repair, server)))
                .toList();
    }

    /** Each server has its own entry, which names it and leads to its page. */
    private static Repair ofBackup(Repair repair, MailSettings server) {
        List<Text> evidence = new ArrayList<>(repair.evidence());
        evidence.add(0, Text.of("mail.overview.repair.backup", server.name()));
        return new Repair(
                repair.code() + "-" + server.id(),
                repair.severity(),
                repair.title(),
                evidence,
                repair.by(),
                MailPaths.server(server.id()),
                null);
    }

    private List<Repair> about(MailSettings stored) {
        String host = stored.values().server().host();
        if (host == null) {
            return List.of();
        }
        List<Repair> repairs = new ArrayList<>();
        addTest(repairs, tests.of(stored));
        addWarnings(repairs, stored);
        certificates
                .endOf(HostName.canonical(host).orElse(host))
                .ifPresent(end -> repairs.add(ending("server-certificate-ends", end, HostName.shown(host))));
        Instant soon = clock.instant().plus(ServerCertificates.AHEAD);
        TrustedCertificates.endingBefore(stored.values().server().trustedCertificates(), soon)
                .ifPresent(first -> repairs.add(ending(
                        "trusted-certificate-ends",
                        first.getNotAfter().toInstant(),
                        first.getSubjectX500Principal().getName())));
        return repairs;
    }

    private void addTest(List<Repair> repairs, LastTestSummary.Sentence last) {
        String code =
                switch (last.code()) {
                    case "never" -> "mail-never-tested";
                    case "changed" -> "mail-changed-since-test";
                    case "failed" -> "mail-test-failed";
                    default -> "";
                };
        if (!code.isEmpty()) {
            Repair repair = entry(last.code().equals("failed") ? Severity.ERROR : Severity.WARNING, code);
            repairs.add(
                    last.at() == null
                            ? repair
                            : repair.because(Text.of("mail.overview.repair.last-test", times.local(last.at()))));
        }
    }

    private void addWarnings(List<Repair> repairs, MailSettings stored) {
        Map<MailWarning, ?> found = warnings.of(MailForm.of(stored), stored);
        if (found.containsKey(MailWarning.BACKUP_WEAKER_UNASKED)) {
            repairs.add(entry(Severity.WARNING, "backup-weaker"));
        }
        if (found.containsKey(MailWarning.MS_BASIC_AUTH_ENDS)) {
            Instant end = Objects.requireNonNull(startOf(MICROSOFT_PASSWORDS_END));
            repairs.add(entry(severity(end), "microsoft-password-ends")
                    .by(end)
                    .because(Text.of(MailWarning.MS_BASIC_AUTH_ENDS.messageKey())));
        }
        if (found.containsKey(MailWarning.OUTLOOK_OAUTH_ONLY)) {
            repairs.add(entry(Severity.ERROR, "outlook-password")
                    .because(Text.of(MailWarning.OUTLOOK_OAUTH_ONLY.messageKey())));
        }
        MailSettingsValues.OAuth oauth = stored.values().oauth();
        Instant lastDay = oauth == null ? null : startOf(oauth.oauthSecretExpires());
        if (found.containsKey(MailWarning.OAUTH_SECRET_EXPIRED)) {
            repairs.add(entry(Severity.ERROR, "oauth-secret-ended").by(lastDay));
        }
        if (found.containsKey(MailWarning.OAUTH_SECRET_EXPIRES)) {
            repairs.add(entry(Severity.WARNING, "oauth-secret-ends").by(lastDay));
        }
    }

    /** Once it is over, mail fails. */
    private Repair ending(String code, Instant end, String name) {
        return entry(severity(end), code).by(end).because(Text.of("mail.overview.repair.certificate", name));
    }

    private Severity severity(Instant end) {
        return end.isAfter(clock.instant()) ? Severity.WARNING : Severity.ERROR;
    }

    private static Repair entry(Severity severity, String code) {
        return Repair.of(severity, code, Text.of("mail.overview.repair." + code), MailPaths.SETTINGS);
    }

    private @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null
                ? null
                : day.atStartOfDay(installation.current().timeZone()).toInstant();
    }
}
