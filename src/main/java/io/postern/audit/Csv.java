package io.postern.audit;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows by RFC 4180 that a spreadsheet takes for text: a cell that it would compute gets an apostrophe in front. */
final class Csv {

    private static final String COMPUTED = "=+-@\t\r";

    private Csv() {}

    static String row(String... cells) {
        return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && COMPUTED.indexOf(text.charAt(0)) >= 0 ? '\'' + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
