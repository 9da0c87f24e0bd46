package io.postern.mail.discovery;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.smtp.SmtpProbeResult;
import io.postern.net.EmailAddress;
import io.postern.outbound.Cancellation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects to candidates: without credentials first, then with them. */
final class CandidateCheck {

    /** Holds one conversation, as a test does. */
    @FunctionalInterface
    interface Prober {
        SmtpProbeResult probe(SmtpAccount account, Cancellation cancellation);
    }

    /** Of one conversation. */
    static final Duration LONGEST = Duration.ofSeconds(12);

    private static final Duration TO_CONNECT = Duration.ofSeconds(4);
    private static final Duration TO_ANSWER = Duration.ofSeconds(8);

    private final Prober prober;
    private final EmailAddress address;
    private final @Nullable String ehloName;

    CandidateCheck(Prober prober, EmailAddress address, @Nullable String ehloName) {
        this.prober = prober;
        this.address = address;
        this.ehloName = ehloName;
    }

    CheckedCandidate connect(Candidate candidate, Cancellation cancellation) {
        return new CheckedCandidate(candidate, prober.probe(account(candidate, new Credentials.None()), cancellation));
    }

    SmtpProbeResult signIn(Candidate candidate, String username, String password, Cancellation cancellation) {
        return prober.probe(account(candidate, new Credentials.Password(username, password)), cancellation);
    }

    private SmtpAccount account(Candidate candidate, Credentials credentials) {
        return new SmtpAccount(
                candidate.host(),
                candidate.port(),
                candidate.encryption(),
                credentials,
                new SmtpAccount.Sender(address, null, null, null),
                ehloName,
                List.of(),
                TO_CONNECT,
                TO_ANSWER);
    }
}
