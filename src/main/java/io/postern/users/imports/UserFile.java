package io.postern.users.imports;

import io.postern.database.Csv;
import io.postern.net.VisibleText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A list of users as spreadsheets write it: RFC 4180 with a row of titles, separated by commas, semicolons or tabs. Rows of empty cells say
 * nothing, and cells that are missing at the end of a row are empty.
 *
 * @param encoding the charset that the text was read in
 */
record UserFile(String text, String encoding) {

    /** What one transaction of H2 holds beside everything else in a heap of 256 MB. */
    static final int MOST = 20_000;

    private static final int LONGEST_SHOWN = 400;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** A first line that tells Excel how the cells are separated. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([,;\t])");

    /** UTF-16 where a byte order mark says so, else UTF-8, else Windows-1252. Empty for what is no text in these. */
    static Optional<UserFile> decode(byte[] file) {
        boolean utf16 =
                file.length > 1 && (file[0] & 0xFF) + (file[1] & 0xFF) == 0xFE + 0xFF && (file[0] & 0xFE) == 0xFE;
        return utf16
                ? decode(file, StandardCharsets.UTF_16)
                : decode(file, StandardCharsets.UTF_8).or(() -> decode(file, WINDOWS_1252));
    }

    private static Optional<UserFile> decode(byte[] file, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return content.indexOf('\0') < 0 ? Optional.of(new UserFile(content, charset.name())) : Optional.empty();
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }

    /** Whether nothing in the file says its encoding, so that a person should look at its letters. */
    boolean isGuessed() {
        return encoding.equals(WINDOWS_1252.name());
    }

    /**
     * Hands over one row after the other, so that a long file is not held as rows as a whole.
     *
     * @return why the file can't be read, from some row on or at all; empty when all were handed over
     */
    Optional<FileProblem> read(Consumer<ImportRow> rows) {
        long line = 1;
        try (CSVParser parser = format().parse(new StringReader(text))) {
            Map<ImportColumn, Integer> columns = new EnumMap<>(ImportColumn.class);
            int width = 0;
            int count = 0;
            for (CSVRecord record : parser) {
                long end = parser.getCurrentLineNumber();
                // Where the next one begins.
                line = end + 1;
                if (isBlank(record, 0) || namesSeparator(record)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    width = record.size();
                    Optional<FileProblem> problem = columns(record, columns);
                    if (problem.isPresent()) {
                        return problem;
                    }
                } else if (++count > MOST) {
                    return Optional.of(FileProblem.of("users.imports.file.long", MOST));
                } else {
                    rows.accept(row(record, columns, isBlank(record, width), end));
                }
            }
            return count == 0 ? Optional.of(FileProblem.of("users.imports.file.empty")) : Optional.empty();
        } catch (IOException | UncheckedIOException | IllegalStateException unbalanced) {
            return Optional.of(FileProblem.of("users.imports.file.quotes", line));
        }
    }

    private static Optional<FileProblem> columns(CSVRecord titles, Map<ImportColumn, Integer> columns) {
        for (int i = 0; i < titles.size(); i++) {
            Optional<ImportColumn> column = ImportColumn.named(VisibleText.trim(titles.get(i)));
            if (column.isPresent() && columns.put(column.get(), i) != null) {
                return Optional.of(FileProblem.of("users.imports.file.column-twice", titles.get(i)));
            }
        }
        return columns.containsKey(ImportColumn.USERNAME)
                ? Optional.empty()
                : Optional.of(FileProblem.of("users.imports.file.no-username", cut(String.join(", ", titles))));
    }

    private static boolean isBlank(CSVRecord record, int from) {
        return record.stream().skip(from).allMatch(cell -> VisibleText.trim(cell)
                .isEmpty());
    }

    private boolean namesSeparator(CSVRecord record) {
        return record.getRecordNumber() == 1 && SEPARATOR.matcher(text).lookingAt();
    }

    private static ImportRow row(CSVRecord record, Map<ImportColumn, Integer> columns, boolean complete, long line) {
        return new ImportRow(
                line,
                complete,
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
        Matcher named = SEPARATOR.matcher(text);
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(named.lookingAt() ? named.group(1) : separatorOfTitles())
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    private String separatorOfTitles() {
        String titles = text.lines()
                .filter(line -> line.chars().anyMatch(Character::isLetter))
                .findFirst()
                .orElse("");
        return Stream.of(",", ";", "\t")
                .max(Comparator.comparingInt(each -> titles.split(each, -1).length))
                .orElseThrow();
    }
}
