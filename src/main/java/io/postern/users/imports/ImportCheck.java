package io.postern.users.imports;

import io.postern.users.AccountRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says of a file what each of its lines would do, by the rules of the form that adds one user. Changes nothing. */
@Component
class ImportCheck {

    private final AccountRules rules;
    private final NewUsers users;
    private final MessageSource messages;

    ImportCheck(AccountRules rules, NewUsers users, MessageSource messages) {
        this.rules = rules;
        this.users = users;
        this.messages = messages;
    }

    /** @param language of the lines' problems */
    CheckedFile check(String text, Locale language) {
        ImportReader reader = new ImportReader(rules, users, messages, language);
        @Nullable FileProblem problem = new UserFile(text).read(reader::accept).orElse(null);
        return reader.finished(problem);
    }
}
