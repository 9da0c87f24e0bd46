package io.postern.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table: what was measured, in the order in which it was measured first, with a column for each database. */
final class Results {

    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();

    void add(String database, String what, String format, Object... values) {
        if (!columns.contains(database)) {
            columns.add(database);
        }
        String value = String.format(Locale.ROOT, format, values);
        rows.computeIfAbsent(what, first -> new LinkedHashMap<>()).put(database, value);
        System.out.printf("%s: %s: %s%n", database, what, value);
    }

    /** In Markdown. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        line(table, "", columns);
        line(table, "---", columns.stream().map(each -> "---:").toList());
        rows.forEach((what, values) -> line(
                table,
                what,
                columns.stream().map(each -> values.getOrDefault(each, "")).toList()));
        return table.toString();
    }

    private static void line(StringBuilder table, String first, List<String> others) {
        table.append("| ").append(first);
        others.forEach(each -> table.append(" | ").append(each));
        table.append(" |\n");
    }
}
