package io.postern.database;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list that a page shows and a file holds. A list says in its constructor by what it can be sorted and narrowed, and which columns its
 * file has.
 *
 * <p>Rows are read along the index of an order, from some row on. So a late page of a long list costs as much as the first.
 */
public abstract class RowList<T> {

    public static final int PAGE = 50;

    private static final int BATCH = 1000;
    private static final int LONGEST_SEARCH = 254;

    private final JdbcClient jdbc;
    private final String path;
    private final String table;
    private final KeysetReader<T> reader;
    private final List<ListQuery.Order> orders = new ArrayList<>();
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final Map<String, Function<T, @Nullable Object>> cells = new LinkedHashMap<>();

    /**
     * @param path of the page; the file's is the same with {@code .csv}
     * @param columns that the mapper reads; among them {@code id} and all that the list is sorted by
     */
    protected RowList(JdbcClient jdbc, String path, String table, String columns, RowMapper<T> mapper) {
        this.jdbc = jdbc;
        this.path = path;
        this.table = table;
        this.reader = new KeysetReader<>(jdbc, table, columns, mapper);
    }

    /** A page, and the queries of those beside it, where there are any. */
    public record Page<T>(List<T> rows, @Nullable ListQuery previous, @Nullable ListQuery next) {}

    /** Makes sense of what was typed, empty if there is none; and says what it means. */
    private record Filter(UnaryOperator<String> reading, BiConsumer<Conditions, String> meaning) {}

    /** The one order of a list whose rows are numbered as they come. */
    protected final void newestFirst(String number) {
        orders.add(new ListQuery.Order("", number, number, false, ""));
    }

    /** One of the orders of a list whose rows have a UUID as {@code id}. */
    protected final void order(String name, String column, String unique, boolean optional, String messageKey) {
        orders.add(new ListQuery.Order(name, column, unique, optional, messageKey));
    }

    /**
     * Something by which the list can be narrowed.
     *
     * @param reading turns what was typed into a value that makes sense; empty to ignore it
     */
    protected final void filter(String name, UnaryOperator<String> reading, BiConsumer<Conditions, String> meaning) {
        filters.put(name, new Filter(reading, meaning));
    }

    /** A search for any text, in {@code q}. */
    protected final void search(BiConsumer<Conditions, String> meaning) {
        filter("q", RowList::searched, meaning);
    }

    /** A column of the file. */
    protected final void cell(String title, Function<T, @Nullable Object> value) {
        cells.put(title, value);
    }

    /** Reads one of these values, in capital letters or small ones. */
    protected static UnaryOperator<String> oneOf(Stream<String> values) {
        List<String> known = values.toList();
        return typed ->
                known.stream().filter(typed::equalsIgnoreCase).findFirst().orElse("");
    }

    protected static UnaryOperator<String> oneOf(Enum<?>[] values) {
        return oneOf(Arrays.stream(values).map(Enum::name));
    }

    /** What the parameters of an address ask for. What makes no sense there is ignored. */
    public ListQuery query(Map<String, String> typed) {
        Map<String, String> used = new LinkedHashMap<>();
        filters.forEach((name, filter) -> used.put(name, filter.reading.apply(typed.getOrDefault(name, ""))));
        used.values().removeIf(String::isEmpty);
        String sort = typed.getOrDefault("sort", "");
        ListQuery.Order order = orders.stream()
                .filter(each -> each.name().equals(sort.startsWith("-") ? sort.substring(1) : sort))
                .findFirst()
                .orElse(orders.get(0));
        boolean newestFirst = order.isNewestFirst();
        String before = id(typed.get("before"), newestFirst);
        String after = id(typed.get("after"), newestFirst);
        String end = newestFirst ? after : before;
        String beginning = newestFirst ? before : after;
        return new ListQuery(
                path,
                used,
                orders,
                order,
                newestFirst || sort.startsWith("-"),
                end == null ? beginning : end,
                end != null);
    }

    public Page<T> page(ListQuery query) {
        return page(query, new Conditions());
    }

    /**
     * The page that a query asks for.
     *
     * @param always conditions and parameters besides those of the query
     */
    public Page<T> page(ListQuery query, Conditions always) {
        KeysetReader.Position edge = reader.position(query).orElse(null);
        List<KeysetReader.Placed<T>> rows = reader.read(query, conditions(query, always), edge, PAGE + 1);
        boolean beyond = rows.size() > PAGE;
        if (query.from() != null && (edge == null || rows.isEmpty() || (query.backwards() && !beyond))) {
            // The whole first page, not what is left of it before some row.
            return page(query.firstPage(), always);
        }
        if (beyond) {
            rows.remove(query.backwards() ? 0 : PAGE);
        }
        return new Page<>(
                rows.stream().map(KeysetReader.Placed::row).toList(),
                query.from() == null
                        ? null
                        : query.before(rows.get(0).position().id()),
                beyond || query.backwards()
                        ? query.after(rows.get(rows.size() - 1).position().id())
                        : null);
    }

    /** How many rows match: all of them without a filter, which costs nothing; with one, counted to {@code atMost}. */
    public int count(ListQuery query, int atMost) {
        if (!query.isFiltered()) {
            return jdbc.sql("select count(*) from " + table)
                    .query(Integer.class)
                    .single();
        }
        Conditions conditions = conditions(query, new Conditions());
        // The order lets H2 read an index, which is narrower than the table.
        return jdbc.sql("select count(*) from (select 1 from " + table + conditions.where()
                        + conditions.orderBy(orders.get(0).columns(), false) + " limit " + atMost + ") x")
                .params(conditions.values())
                .query(Integer.class)
                .single();
    }

    /** Answers with all rows of a query as a file. A bounded part of them is in memory at any time. */
    public void write(ListQuery query, HttpServletResponse response) throws IOException {
        write(query, new Conditions(), response);
    }

    /**
     * Answers with all rows of a query as a file.
     *
     * @param always conditions and parameters besides those of the query
     */
    public void write(ListQuery query, Conditions always, HttpServletResponse response) throws IOException {
        PrintWriter out = Csv.file(path.substring(1) + ".csv", response);
        out.write(Csv.row(cells.keySet().stream()));
        Conditions conditions = conditions(query, always);
        ListQuery first = query.firstPage();
        KeysetReader.@Nullable Position last = reader.position(first).orElse(null);
        List<KeysetReader.Placed<T>> rows;
        do {
            rows = reader.read(first, conditions, last, BATCH);
            for (KeysetReader.Placed<T> placed : rows) {
                out.write(Csv.row(cells.values().stream().map(cell -> cell.apply(placed.row()))));
                // As it was when it was read: the row may move or go meanwhile.
                last = placed.position();
            }
        } while (rows.size() == BATCH && !out.checkError());
    }

    /** All values of an indexed column that occur: one step along the index for each, not one for each row. */
    public List<String> values(String column) {
        List<String> values = new ArrayList<>();
        Optional<String> next = valueFrom(column, "");
        while (next.isPresent()) {
            values.add(next.get());
            // Nothing sorts between a text and itself with this behind it, not even by the rules of a language, which
            // pass over it. With "greater", H2 would pass all equal ones.
            next = valueFrom(column, next.get() + '\u0001');
        }
        return values;
    }

    private Optional<String> valueFrom(String column, String least) {
        return jdbc.sql("select %1$s from %2$s where %1$s >= ? order by %1$s limit 1".formatted(column, table))
                .param(least)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    /** The conditions of a query, besides those given. */
    public Conditions conditions(ListQuery query, Conditions always) {
        Conditions conditions = new Conditions(always);
        query.filters()
                .forEach((name, value) ->
                        Objects.requireNonNull(filters.get(name)).meaning.accept(conditions, value));
        return conditions;
    }

    private static @Nullable String id(@Nullable String typed, boolean number) {
        boolean known = typed != null && (number ? RowId.parse(typed) : RowId.parseUuid(typed)) != null;
        return known ? typed : null;
    }

    /** PostgreSQL does not take all control characters. */
    private static String searched(String typed) {
        String text = typed.replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST_SEARCH));
    }
}
