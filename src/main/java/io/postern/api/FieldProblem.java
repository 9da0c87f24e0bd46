package io.postern.api;

import java.util.List;

/**
 * What is wrong with one field.
 *
 * @param code the same in every language; {@code api.problem.<code>} says it to people
 */
record FieldProblem(String field, String code, List<Object> arguments) {

    FieldProblem(String field, String code, Object... arguments) {
        this(field, code, List.of(arguments));
    }

    String messageKey() {
        return "api.problem." + code;
    }
}
