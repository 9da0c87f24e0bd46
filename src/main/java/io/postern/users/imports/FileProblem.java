package io.postern.users.imports;

import java.util.List;

/** Why a file as a whole can't be read, as a message with its arguments. */
record FileProblem(String messageKey, List<Object> arguments) {

    static FileProblem of(String messageKey, Object... arguments) {
        return new FileProblem(messageKey, List.of(arguments));
    }
}
