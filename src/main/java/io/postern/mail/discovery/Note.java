package io.postern.mail.discovery;

import io.postern.net.ShownText;
import java.util.Arrays;
import java.util.List;

/**
 * One thing that a step found.
 *
 * @param key message key, {@code mail.discovery.note.…}
 * @param arguments of the text; what others wrote has no control characters
 */
record Note(String key, List<String> arguments) {

    static Note of(String what, String... arguments) {
        return new Note(
                "mail.discovery.note." + what,
                Arrays.stream(arguments).map(ShownText::of).toList());
    }
}
