package io.postern.mail.discovery;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.smtp.SmtpProbeResult;
import io.postern.outbound.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries the password, twice at most, so that no account is locked: as the address, then as its local part. */
final class SignInAttempts {

    private static final int MOST = 2;

    private final CandidateCheck check;
    private final ParallelWork work;
    private final SettingsDiscovery.Order order;
    private final List<Note> notes = new ArrayList<>();
    private @Nullable CheckedCandidate last;
    private @Nullable Failure failure;
    private int made;

    SignInAttempts(CandidateCheck check, ParallelWork work, SettingsDiscovery.Order order) {
        this.check = check;
        this.work = work;
        this.order = order;
    }

    /** Where and as whom one is let in. */
    record Accepted(CheckedCandidate server, String username) {}

    /** The servers one after the other, until one has judged the password. */
    Optional<Accepted> at(List<CheckedCandidate> servers) {
        for (CheckedCandidate server : servers) {
            last = server;
            for (String name : names(server.candidate())) {
                Optional<SmtpProbeResult> result = attempt(server.candidate(), name);
                if (result.isEmpty()) {
                    return Optional.empty();
                }
                failure = result.get().failure();
                if (failure == null) {
                    notes.add(Note.of("signed-in", server.candidate().server(), name));
                    return Optional.of(new Accepted(server, name));
                }
                notes.add(Note.of("sign-in-failed", server.candidate().server(), name));
                if (failure.stage() != Stage.AUTHENTICATE) {
                    break;
                }
                made++;
                if (made == MOST || failure.problem() != SmtpProblem.CREDENTIALS_REJECTED) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The server of the last attempt. */
    @Nullable
    CheckedCandidate last() {
        return last;
    }

    /** Why that failed. */
    @Nullable
    Failure failure() {
        return failure;
    }

    List<Note> notes() {
        return notes;
    }

    private Optional<SmtpProbeResult> attempt(Candidate server, String name) {
        Function<Cancellation, SmtpProbeResult> attempt =
                ending -> check.signIn(server, name, order.password(), ending);
        return work.all(List.of(attempt)).get(0);
    }

    private List<String> names(Candidate server) {
        String address = order.address().value();
        String other = server.username() == null ? address.substring(0, address.lastIndexOf('@')) : server.username();
        Stream<String> names = server.username() == null ? Stream.of(address, other) : Stream.of(other, address);
        return names.distinct().toList();
    }
}
