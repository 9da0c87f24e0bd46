package io.postern.users.passwords;

import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.net.Canonical;
import io.postern.users.PasswordProblem;
import io.postern.users.PasswordRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** NIST SP 800-63B-4: long enough, and not easy to guess. There are no rules about kinds of characters. */
@Component
class NistPasswordRules implements PasswordRules {

    private static final int LONGEST = 128;
    private static final int SHORTEST_WORD = 4;
    private static final String PRODUCT = "postern";

    private final Installation installation;
    private final CommonPasswords common = new CommonPasswords();
    private final PasswordPatterns patterns = new PasswordPatterns();

    NistPasswordRules(Installation installation) {
        this.installation = installation;
    }

    @Override
    public List<PasswordProblem> check(String password, String username, @Nullable String email, String displayName) {
        InstallationSettings settings = installation.current();
        int length = password.codePointCount(0, password.length());
        if (length < settings.minimumPasswordLength()) {
            return List.of(PasswordProblem.tooShort(settings.minimumPasswordLength()));
        }
        if (length > LONGEST) {
            return List.of(PasswordProblem.of("users.password.long", LONGEST));
        }
        List<PasswordProblem> problems = new ArrayList<>();
        if (common.contain(password)) {
            problems.add(PasswordProblem.of("users.password.common"));
        }
        if (patterns.isRepetitive(password)) {
            problems.add(PasswordProblem.of("users.password.repetitive"));
        }
        if (patterns.isSequential(password)) {
            problems.add(PasswordProblem.of("users.password.sequential"));
        }
        contextual(password, username, email == null ? "" : email, displayName, settings.name())
                .ifPresent(word -> problems.add(PasswordProblem.of("users.password.contextual", word)));
        return problems;
    }

    /** The first word in the password that is about this user or this installation. */
    private static Optional<String> contextual(String password, String... about) {
        String compared = Canonical.identifier(password);
        Stream<String> whole = Stream.of(about).map(Canonical::identifier);
        Stream<String> words = Stream.of(about).map(Canonical::identifier).flatMap(NistPasswordRules::words);
        return Stream.concat(Stream.concat(whole, words), Stream.of(PRODUCT))
                .filter(word -> word.length() >= SHORTEST_WORD && compared.contains(word))
                .findFirst();
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("[^\\p{L}\\p{N}]+"));
    }
}
