package io.postern.mail.test;

import io.postern.crypto.OpenedSecret;
import io.postern.mail.arrival.ArrivalStage;
import io.postern.mail.arrival.Arrivals;
import io.postern.mail.arrival.ArrivedAfter;
import io.postern.mail.settings.AccountFactory;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of a server says about its last test, compared with the stored settings. */
@Component
public class LastTestSummary {

    private final LastTestRepository lastTests;
    private final Arrivals arrivals;
    private final MailSecret secret;
    private final AccountFactory accounts;

    LastTestSummary(LastTestRepository lastTests, Arrivals arrivals, MailSecret secret, AccountFactory accounts) {
        this.lastTests = lastTests;
        this.arrivals = arrivals;
        this.secret = secret;
        this.accounts = accounts;
    }

    /**
     * A sentence on the page.
     *
     * @param code the same in every language, for scripts
     * @param at null for "never"
     * @param arrived of a test of these settings, if somebody said that its mail arrived
     */
    public record Sentence(String code, String messageKey, @Nullable Instant at, @Nullable ArrivedAfter arrived) {}

    public Sentence of(MailSettings settings) {
        Optional<LastTestRepository.Result> last = lastTests.last(settings.id());
        if (last.isEmpty()) {
            return new Sentence("never", "mail.settings.history.never", null, null);
        }
        LastTestRepository.Result test = last.get();
        String code = test.settingsCode();
        if (code == null || !code.equals(code(settings))) {
            return new Sentence("changed", "mail.settings.history.changed", test.at(), null);
        }
        return test.outcome().equals(MailTestView.ACCEPTED)
                ? new Sentence("accepted", "mail.settings.history.accepted", test.at(), test.arrived())
                : new Sentence("failed", "mail.settings.history.failed", test.at(), test.arrived());
    }

    /** Whether the mail of the last test arrived. Empty if the server did not take one of late. */
    public Optional<ArrivalStage> arrival(MailSettings settings) {
        Optional<LastTestRepository.Result> last = lastTests.last(settings.id());
        ArrivedAfter arrived = last.map(LastTestRepository.Result::arrived).orElse(null);
        if (arrived != null) {
            return Optional.of(ArrivalStage.arrived(arrived));
        }
        return last.filter(test -> test.outcome().equals(MailTestView.ACCEPTED))
                .map(LastTestRepository.Result::test)
                .flatMap(arrivals::stage);
    }

    private @Nullable String code(MailSettings settings) {
        OpenedSecret opened = secret.open(settings).orElse(new OpenedSecret.Text(""));
        return opened instanceof OpenedSecret.Text text
                ? accounts.of(
                                settings.values(),
                                text.value(),
                                settings.grantId().orElse(null))
                        .map(lastTests::code)
                        .orElse(null)
                : null;
    }
}
