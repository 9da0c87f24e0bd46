package io.postern.users.imports;

import io.postern.users.Role;
import io.postern.users.UserData;
import io.postern.users.UserRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;

/** Checks one file row by row; what the database knows is asked for many rows at once. */
final class ImportRowCheck {

    private static final int SHOWN = 200;
    private static final int AT_ONCE = 500;

    private final UserRules rules;
    private final BulkUserCreation users;
    private final MessageSource messages;
    private final Locale language;

    private final Map<String, Long> lineOfIdentifier = new HashMap<>();
    private final List<Candidate> waiting = new ArrayList<>();
    private final List<UserData> accounts = new ArrayList<>();
    private final List<ImportPreviewLine> first = new ArrayList<>();
    private final List<ImportPreviewLine> wrong = new ArrayList<>();
    private int wrongCount;

    /** A row with what it says and what is wrong with it so far. */
    private record Candidate(ImportRow row, @Nullable UserData data, BindingResult errors) {}

    ImportRowCheck(UserRules rules, BulkUserCreation users, MessageSource messages, Locale language) {
        this.rules = rules;
        this.users = users;
        this.messages = messages;
        this.language = language;
    }

    void accept(ImportRow row) {
        BindingResult errors = new MapBindingResult(new HashMap<>(), "line");
        if (!row.complete()) {
            errors.reject("users.imports.line.values");
        }
        if (role(row).isEmpty()) {
            errors.reject("users.imports.line.role");
        }
        String role = role(row).orElse(Role.USER).name();
        Optional<UserData> data = rules.read(
                row.username(),
                row.email(),
                row.displayName(),
                role,
                row.language().toLowerCase(Locale.ROOT),
                errors);
        data.ifPresent(account -> account.identifiers().forEach((key, field) -> {
            Long before = lineOfIdentifier.putIfAbsent(key, row.line());
            if (before != null) {
                errors.reject("users.imports.line.twice", new Object[] {key, before}, null);
            }
        }));
        waiting.add(new Candidate(row, data.orElse(null), errors));
        if (waiting.size() == AT_ONCE) {
            lookUpTaken();
        }
    }

    CheckedFile finished(@Nullable FileProblem problem, boolean guessedEncoding) {
        lookUpTaken();
        return new CheckedFile(problem, guessedEncoding, accounts, first, wrong, wrongCount);
    }

    private void lookUpTaken() {
        Set<String> identifiers = new HashSet<>();
        waiting.forEach(each -> {
            if (each.data() != null) {
                identifiers.addAll(each.data().identifiers().keySet());
            }
        });
        Set<String> taken = users.taken(identifiers);
        waiting.forEach(each -> finish(each, taken));
        waiting.clear();
    }

    private void finish(Candidate candidate, Set<String> taken) {
        UserData data = candidate.data();
        if (data != null) {
            data.identifiers().keySet().stream()
                    .filter(taken::contains)
                    .forEach(key -> candidate.errors().reject("users.imports.line.taken", new Object[] {key}, null));
        }
        boolean right = data != null && !candidate.errors().hasErrors();
        if (right) {
            accounts.add(data);
        } else {
            wrongCount++;
        }
        if (first.size() < SHOWN || (!right && wrong.size() < SHOWN)) {
            ImportPreviewLine line = line(candidate);
            if (first.size() < SHOWN) {
                first.add(line);
            }
            if (!right && wrong.size() < SHOWN) {
                wrong.add(line);
            }
        }
    }

    private ImportPreviewLine line(Candidate candidate) {
        List<String> problems = candidate.errors().getAllErrors().stream()
                .map(error -> messages.getMessage(error, language))
                .toList();
        String role = role(candidate.row())
                .map(known -> messages.getMessage(known.messageKey(), null, language))
                .orElse(candidate.row().role());
        return new ImportPreviewLine(candidate.row(), role, problems);
    }

    private static Optional<Role> role(ImportRow row) {
        String typed = row.role().toUpperCase(Locale.ROOT);
        return typed.isEmpty()
                ? Optional.of(Role.USER)
                : Arrays.stream(Role.values())
                        .filter(role -> role.name().equals(typed))
                        .findAny();
    }
}
