package io.postern.users.imports;

import io.postern.users.UserRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says of a file what each of its lines would do, by the rules of the form that adds one user. Changes nothing. */
@Component
class ImportCheck {

    private final UserRules rules;
    private final BulkUserCreation users;
    private final MessageSource messages;

    ImportCheck(UserRules rules, BulkUserCreation users, MessageSource messages) {
        this.rules = rules;
        this.users = users;
        this.messages = messages;
    }

    /** @param language of the lines' problems */
    CheckedFile check(UserFile file, Locale language) {
        ImportRowCheck reader = new ImportRowCheck(rules, users, messages, language);
        @Nullable FileProblem problem = file.read(reader::accept).orElse(null);
        return reader.finished(problem, file.isGuessed());
    }
}
