package io.postern.database;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Rows of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
public final class Csv {

    private static final String COMPUTED = "=+-@\t\r\n";

    private Csv() {}

    /** Makes the answer a file that browsers save under this name; its rows go into the writer. */
    static PrintWriter file(String name, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        PrintWriter rows = response.getWriter();
        // Without this mark, Excel takes UTF-8 for Windows-1252.
        rows.write('\uFEFF');
        return rows;
    }

    /** One row with its line break; every cell is quoted. */
    static String row(Stream<? extends @Nullable Object> cells) {
        return cells.map(Csv::text).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** The cell as it was before {@link #row} made it safe. */
    public static String original(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && isComputed(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String cell(String text) {
        return '"' + (isComputed(text) ? '\'' + text : text).replace("\"", "\"\"") + '"';
    }

    private static boolean isComputed(String text) {
        return !text.isEmpty() && COMPUTED.indexOf(text.charAt(0)) >= 0;
    }
}
