package io.postern.database;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the address of a list asks for. {@link RowList#query} reads it.
 *
 * @param path of the list's page
 * @param filters what the list is narrowed by, without those that are not used
 * @param orders by which it can be sorted, the usual one first
 * @param from the row beside which the page begins; null for the first page
 * @param backwards whether the page ends before that row, instead of beginning after it
 */
public record ListQuery(
        String path,
        Map<String, String> filters,
        List<Order> orders,
        Order order,
        boolean descending,
        @Nullable String from,
        boolean backwards) {

    /**
     * An order of the list.
     *
     * @param name in the address; empty for newest first
     * @param column sorted by first
     * @param unique sorted by second; no two rows have the same
     * @param optional whether rows may lack the column; these come last in both directions
     * @param messageKey the title of the column
     */
    public record Order(String name, String column, String unique, boolean optional, String messageKey) {

        boolean isNewestFirst() {
            return name.isEmpty();
        }

        List<String> columns() {
            return column.equals(unique) ? List.of(column) : List.of(column, unique);
        }
    }

    /** The value of a filter, empty when it is not used. */
    public String get(String filter) {
        return filters.getOrDefault(filter, "");
    }

    public boolean isFiltered() {
        return !filters.isEmpty();
    }

    public ListQuery firstPage() {
        return beside(null, false);
    }

    /** The page that begins after a row. */
    public ListQuery after(String row) {
        return beside(row, false);
    }

    /** The page that ends before a row. */
    public ListQuery before(String row) {
        return beside(row, true);
    }

    private ListQuery beside(@Nullable String row, boolean backwards) {
        return new ListQuery(path, filters, orders, order, descending, row, backwards);
    }

    /** The address of this page. */
    public String address() {
        return address(path, sort(), from);
    }

    /** The address of the same rows, all of them, as a file. */
    public String addressOfFile() {
        return address(path + ".csv", sort(), null);
    }

    /** The address of the list sorted by a column, the other way round if it is sorted by it already. */
    public String addressSortedBy(Order column) {
        return address(path, sort(column, column.equals(order) && !descending), null);
    }

    /** The parameter that says how the list is sorted; empty for the usual order. */
    public String sort() {
        return sort(order, descending);
    }

    /** The value of {@code aria-sort} for a column; null when the list is sorted by another one. */
    public @Nullable String ariaSort(Order column) {
        return !column.equals(order) ? null : descending ? "descending" : "ascending";
    }

    /** The same for the eye. */
    public String arrow(Order column) {
        return !column.equals(order) ? "" : descending ? " ↓" : " ↑";
    }

    private String sort(Order by, boolean down) {
        boolean usual = by.equals(orders.get(0)) && (!down || by.isNewestFirst());
        return usual ? "" : (down ? "-" : "") + by.name();
    }

    private String address(String base, String sort, @Nullable String beside) {
        Map<String, String> values = new TreeMap<>(filters);
        values.put("sort", sort);
        // Newest first, the older rows that follow are those before it.
        values.put(backwards == order.isNewestFirst() ? "after" : "before", beside == null ? "" : beside);
        values.values().removeIf(String::isEmpty);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(base);
        values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }
}
