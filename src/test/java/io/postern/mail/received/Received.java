package io.postern.mail.received;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages as receivers wrote them, and what they tell. */
public final class Received {

    /** The host that the messages were given to. */
    static final String TESTED = "mail.corp.example";

    private Received() {}

    /** A message in the form of a receiver: the source below {@code src/test/resources/received}. */
    public static String message(String file, String messageId) {
        try {
            return Files.readString(Path.of("src/test/resources/received", file), StandardCharsets.UTF_8)
                    .replace("{message-id}", messageId);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    static String message(String file) {
        return message(file, "<1@corp.example>");
    }

    static ReceivedCheck.Report read(String source) {
        return ReceivedCheck.read(ReceivedSource.parse(source).orElseThrow(), TESTED, null);
    }

    /** Verdict and outcome by finding, such as {@code spf: ok pass}. */
    static Map<String, String> findings(String source) {
        return read(source).findings().stream()
                .collect(Collectors.toMap(
                        Finding::code, finding -> finding.verdict().code() + " " + finding.outcome()));
    }
}
