package io.postern.users.imports;

import io.postern.database.Csv;
import io.postern.net.VisibleText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A list of users as text: RFC 4180 with a line of titles, separated by commas or semicolons. */
final class UserFile {

    /** What one transaction of H2 holds beside everything else in a heap of 256 MB. */
    static final int MOST = 20_000;

    private static final int LONGEST_SHOWN = 400;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;

    /** @param text what {@link #decode} made of the file */
    UserFile(String text) {
        this.text = text;
    }

    /** Empty for what is no text in UTF-8. */
    static Optional<String> decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            String content = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
            return content.indexOf('\0') < 0 ? Optional.of(content) : Optional.empty();
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }

    /**
     * Hands over one row after the other, so that a long file is not held as rows as a whole.
     *
     * @return why the file can't be read, from some row on or at all; empty when all were handed over
     */
    Optional<FileProblem> read(Consumer<ImportRow> rows) {
        long line = 1;
        try (CSVParser parser = format().parse(new StringReader(text))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                return Optional.of(FileProblem.of("users.imports.file.empty"));
            }
            Map<ImportColumn, Integer> columns = new EnumMap<>(ImportColumn.class);
            CSVRecord titles = records.next();
            Optional<FileProblem> problem = columns(titles, columns);
            if (problem.isPresent()) {
                return problem;
            }
            line = parser.getCurrentLineNumber() + 1;
            int count = 0;
            while (records.hasNext()) {
                line = parser.getCurrentLineNumber() + 1;
                CSVRecord record = records.next();
                if (++count > MOST) {
                    return Optional.of(FileProblem.of("users.imports.file.long", MOST));
                }
                rows.accept(row(record, columns, titles.size(), parser.getCurrentLineNumber()));
            }
            return count == 0 ? Optional.of(FileProblem.of("users.imports.file.empty")) : Optional.empty();
        } catch (IOException | UncheckedIOException | IllegalStateException unbalanced) {
            return Optional.of(FileProblem.of("users.imports.file.quotes", line));
        }
    }

    private static Optional<FileProblem> columns(CSVRecord titles, Map<ImportColumn, Integer> columns) {
        for (int i = 0; i < titles.size(); i++) {
            Optional<ImportColumn> column = ImportColumn.named(titles.get(i));
            if (column.isPresent() && columns.put(column.get(), i) != null) {
                return Optional.of(FileProblem.of("users.imports.file.column-twice", titles.get(i)));
            }
        }
        return columns.containsKey(ImportColumn.USERNAME)
                ? Optional.empty()
                : Optional.of(FileProblem.of("users.imports.file.no-username", cut(String.join(", ", titles))));
    }

    private static ImportRow row(CSVRecord record, Map<ImportColumn, Integer> columns, int width, long line) {
        return new ImportRow(
                line,
                record.size() <= width,
                cell(record, columns.get(ImportColumn.USERNAME)),
                cell(record, columns.get(ImportColumn.EMAIL)),
                cell(record, columns.get(ImportColumn.DISPLAY_NAME)),
                cell(record, columns.get(ImportColumn.ROLE)),
                cell(record, columns.get(ImportColumn.LANGUAGE)));
    }

    private static String cell(CSVRecord record, @Nullable Integer index) {
        return index == null || index >= record.size() ? "" : cut(VisibleText.trim(Csv.original(record.get(index))));
    }

    /** More than any value may have need not be shown to say so. */
    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + '…';
    }

    private CSVFormat format() {
        String titles = text.lines().filter(line -> !line.isEmpty()).findFirst().orElse("");
        boolean semicolons = titles.chars().filter(c -> c == ';').count()
                > titles.chars().filter(c -> c == ',').count();
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(semicolons ? ';' : ',')
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }
}
