package io.postern.users.imports;

import io.postern.users.Role;
import io.postern.users.UserData;
import io.postern.users.UserRules;
import io.postern.web.Languages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.MapBindingResult;

/** Says what each line of a file would do, by the rules of the form that adds one user. Changes nothing. */
@Component
class ImportCheck {

    private static final int SHOWN = 200;

    private final UserRules rules;
    private final BulkUserCreation users;
    private final MessageSource messages;

    ImportCheck(UserRules rules, BulkUserCreation users, MessageSource messages) {
        this.rules = rules;
        this.users = users;
        this.messages = messages;
    }

    /** A row with the user that it names, if it names one, and what is wrong with it. */
    private record Candidate(UserFile.Row row, @Nullable UserData user, Errors errors) {}

    /**
     * @param language of the lines' problems
     * @throws UserFile.Unreadable if this is no list of users
     */
    CheckedFile check(UserFile file, Locale language) {
        Map<String, Long> lines = new HashMap<>();
        List<Candidate> candidates =
                file.rows().stream().map(row -> candidate(row, lines)).toList();
        Set<String> taken = users.taken(lines.keySet());
        candidates.forEach(candidate -> refuseTaken(candidate, taken));
        List<Candidate> wrong = candidates.stream()
                .filter(candidate -> candidate.errors.hasErrors())
                .toList();
        return new CheckedFile(
                file.isGuessed(),
                candidates.stream()
                        .filter(candidate -> !candidate.errors.hasErrors())
                        .map(candidate -> Objects.requireNonNull(candidate.user))
                        .toList(),
                wrong.size(),
                (wrong.isEmpty() ? candidates : wrong)
                        .stream()
                                .limit(SHOWN)
                                .map(candidate -> line(candidate, language))
                                .toList());
    }

    /** @param lines by identifier, the line where it occurs first */
    private Candidate candidate(UserFile.Row row, Map<String, Long> lines) {
        Errors errors = new MapBindingResult(new HashMap<>(), "line");
        if (!row.complete()) {
            errors.reject("users.imports.line.values");
        }
        Optional<Role> role = role(row.role());
        if (role.isEmpty()) {
            errors.reject("users.imports.line.role");
        }
        Optional<UserData> user = rules.read(
                row.username(),
                row.email(),
                row.displayName(),
                role.orElse(Role.USER).name(),
                language(row.language()),
                errors);
        user.ifPresent(data -> data.identifiers().keySet().forEach(key -> {
            Long before = lines.putIfAbsent(key, row.line());
            if (before != null) {
                errors.reject("users.imports.line.twice", new Object[] {key, before}, null);
            }
        }));
        return new Candidate(row, user.orElse(null), errors);
    }

    private static void refuseTaken(Candidate candidate, Set<String> taken) {
        if (candidate.user != null) {
            candidate.user.identifiers().keySet().stream()
                    .filter(taken::contains)
                    .forEach(key -> candidate.errors.reject("users.imports.line.taken", new Object[] {key}, null));
        }
    }

    private CheckedFile.Line line(Candidate candidate, Locale language) {
        String role = role(candidate.row.role())
                .map(known -> messages.getMessage(known.messageKey(), null, language))
                .orElse(candidate.row.role());
        List<String> problems = candidate.errors.getAllErrors().stream()
                .map(error -> messages.getMessage(error, language))
                .toList();
        return new CheckedFile.Line(candidate.row, role, problems);
    }

    /** A role as a file may say it: its name, or what the pages of any language call it. */
    private Optional<Role> role(String typed) {
        return typed.isEmpty()
                ? Optional.of(Role.USER)
                : Arrays.stream(Role.values())
                        .filter(role -> Stream.concat(
                                        Stream.of(role.name()),
                                        Languages.SPOKEN.stream()
                                                .map(reader -> messages.getMessage(role.messageKey(), null, reader)))
                                .anyMatch(typed::equalsIgnoreCase))
                        .findAny();
    }

    /** The tag of a language that a file names in any language, or what was typed. */
    private static String language(String typed) {
        return Languages.SPOKEN.stream()
                .filter(language -> Languages.SPOKEN.stream()
                        .anyMatch(reader -> language.getDisplayLanguage(reader).equalsIgnoreCase(typed)))
                .map(Locale::toLanguageTag)
                .findAny()
                .orElse(typed.toLowerCase(Locale.ROOT));
    }
}
