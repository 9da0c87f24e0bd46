package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** Words by which an answer would tell how the software is made or what went wrong inside. */
public final class InternalDetails {

    private static final List<String> WORDS = List.of(
            "exception",
            "java.",
            "org.",
            "jakarta",
            "tomcat",
            "spring",
            "hibernate",
            "h2 ",
            "select ",
            "stack",
            "sql",
            "4.1.");

    private InternalDetails() {}

    /** Of a page its head is left out, which names the files it loads. */
    public static void assertNoneIn(String answer) {
        String shown = answer.replaceAll("(?s)<head>.*?</head>", "").toLowerCase(Locale.ROOT);
        assertThat(WORDS).noneMatch(shown::contains);
    }
}
