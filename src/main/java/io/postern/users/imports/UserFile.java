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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A list of users as spreadsheets write it: RFC 4180 with a row of titles. Commas, semicolons or tabs separate the cells. Empty rows are
 * skipped, and missing cells at the end of a row are empty.
 *
 * @param encoding the charset that the text was read in
 */
record UserFile(String text, String encoding) {

    /** As many as one transaction of H2 can hold in a heap of 256 MB. */
    static final int MOST = 20_000;

    private static final int LONGEST_SHOWN = 400;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** A first line that tells Excel how the cells are separated. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([,;\t])");

    /** What a column may hold, by the titles that people give it: alternatives of a regular expression. */
    private enum Column {
        USERNAME("username|user|login|benutzername|benutzer"),
        EMAIL("email|mail|emailaddress|emailadresse|adresse"),
        DISPLAY_NAME("displayname|name|anzeigename"),
        ROLE("role|rolle"),
        LANGUAGE("language|sprache");

        private final String titles;

        Column(String titles) {
            this.titles = titles;
        }

        /** Finds the column of a title. Case, blanks and hyphens don't matter. */
        static Optional<Column> titled(String title) {
            String name = title.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
            return Arrays.stream(values())
                    .filter(column -> name.matches(column.titles))
                    .findAny();
        }
    }

    /**
     * One line of the file as it was written; what it leaves out is blank.
     *
     * @param line where it ends, counted from 1
     * @param complete false when it has more values than the file has columns
     */
    record Row(
            long line,
            boolean complete,
            String username,
            String email,
            String displayName,
            String role,
            String language) {}

    /** Why a file as a whole can't be read, as a message with its arguments. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object[] arguments;

        Unreadable(String messageKey, Object... arguments) {
            super(messageKey);
            this.arguments = arguments;
        }

        String messageKey() {
            return Objects.requireNonNull(getMessage());
        }

        Object[] arguments() {
            return arguments;
        }
    }

    /** UTF-16 where a byte order mark says so, else UTF-8, else Windows-1252. */
    static UserFile decode(byte[] file) {
        if (file.length == 0) {
            throw new Unreadable("users.imports.file.missing");
        }
        boolean utf16 =
                file.length > 1 && (file[0] & 0xFF) + (file[1] & 0xFF) == 0xFE + 0xFF && (file[0] & 0xFE) == 0xFE;
        Optional<UserFile> text = utf16
                ? decode(file, StandardCharsets.UTF_16)
                : decode(file, StandardCharsets.UTF_8).or(() -> decode(file, WINDOWS_1252));
        return text.orElseThrow(() -> new Unreadable("users.imports.file.encoding"));
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

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Map<Column, Integer> columns = Map.of();
        int width = 0;
        long line = 1;
        try (CSVParser parser = format().parse(new StringReader(text))) {
            for (CSVRecord record : parser) {
                long end = parser.getCurrentLineNumber();
                // Where the next one begins.
                line = end + 1;
                if (isBlank(record, 0) || namesSeparator(record)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    width = record.size();
                    columns = columns(record);
                } else if (rows.size() == MOST) {
                    throw new Unreadable("users.imports.file.long", MOST);
                } else {
                    rows.add(row(record, columns, isBlank(record, width), end));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException unbalanced) {
            throw new Unreadable("users.imports.file.quotes", line);
        }
        if (rows.isEmpty()) {
            throw new Unreadable("users.imports.file.empty");
        }
        return rows;
    }

    private static Map<Column, Integer> columns(CSVRecord titles) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < titles.size(); i++) {
            Optional<Column> column = Column.titled(VisibleText.trim(titles.get(i)));
            if (column.isPresent() && columns.put(column.get(), i) != null) {
                throw new Unreadable("users.imports.file.column-twice", titles.get(i));
            }
        }
        if (!columns.containsKey(Column.USERNAME)) {
            throw new Unreadable("users.imports.file.no-username", cut(String.join(", ", titles)));
        }
        return columns;
    }

    private static boolean isBlank(CSVRecord record, int from) {
        return record.stream().skip(from).allMatch(cell -> VisibleText.trim(cell)
                .isEmpty());
    }

    private boolean namesSeparator(CSVRecord record) {
        return record.getRecordNumber() == 1 && SEPARATOR.matcher(text).lookingAt();
    }

    private static Row row(CSVRecord record, Map<Column, Integer> columns, boolean complete, long line) {
        return new Row(
                line,
                complete,
                cell(record, columns.get(Column.USERNAME)),
                cell(record, columns.get(Column.EMAIL)),
                cell(record, columns.get(Column.DISPLAY_NAME)),
                cell(record, columns.get(Column.ROLE)),
                cell(record, columns.get(Column.LANGUAGE)));
    }

    private static String cell(CSVRecord record, @Nullable Integer index) {
        return index == null || index >= record.size() ? "" : cut(VisibleText.trim(Csv.original(record.get(index))));
    }

    /** Values that are too long anyway are cut, because pages show them. */
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
