package io.postern.users.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a column may hold, by the names that people give it. */
enum ImportColumn {
    USERNAME("username|user|login|benutzername|benutzer"),
    EMAIL("email|mail|emailaddress|emailadresse|adresse"),
    DISPLAY_NAME("displayname|name|anzeigename"),
    ROLE("role|rolle"),
    LANGUAGE("language|sprache");

    /** Alternatives of a regular expression. */
    private final String names;

    ImportColumn(String names) {
        this.names = names;
    }

    /** Whatever case, blanks and hyphens it is written with. */
    static Optional<ImportColumn> named(String title) {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
        return Arrays.stream(values())
                .filter(column -> name.matches(column.names))
                .findAny();
    }
}
