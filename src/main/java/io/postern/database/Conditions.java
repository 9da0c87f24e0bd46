package io.postern.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The condition of a statement with its parameters, gathered piece by piece. */
public final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> sortFirst = new ArrayList<>();
    private final List<String> sortLast = new ArrayList<>();

    public Conditions() {}

    Conditions(Conditions other) {
        conditions.addAll(other.conditions);
        values.putAll(other.values);
        sortFirst.addAll(other.sortFirst);
        sortLast.addAll(other.sortLast);
    }

    public Conditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** A condition that names this parameter. */
    public Conditions and(String condition, String parameter, Object value) {
        return and(condition).with(parameter, value);
    }

    /** Finds a text anywhere in a column. Both are lower case already, in the same way. */
    public Conditions contains(String column, String text) {
        String pattern = '%' + text.replaceAll("[\\\\%_]", "\\\\$0") + '%';
        return and(column + " like :contained escape '\\'", "contained", pattern);
    }

    public Conditions with(String parameter, Object value) {
        values.put(parameter, value);
        return this;
    }

    /**
     * Names a column of the index that stands before the key and has one value here. In the order it changes nothing, but H2 reads along
     * the index only if the order names the column.
     */
    public Conditions sortFirst(String column) {
        sortFirst.add(column);
        return this;
    }

    /** Like {@link #sortFirst}, for a column that stands behind the key. */
    public Conditions sortLast(String column) {
        sortLast.add(column);
        return this;
    }

    /** The conditions joined; at least one was added. */
    public String sql() {
        return String.join(" and ", conditions);
    }

    public Map<String, Object> values() {
        return values;
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + sql();
    }

    /** Sorts by these columns, and by those of the index around them. */
    String orderBy(List<String> keys, boolean descending) {
        List<String> all = new ArrayList<>(sortFirst);
        all.addAll(keys);
        all.addAll(sortLast);
        return " order by " + String.join(descending ? " desc, " : ", ", all) + (descending ? " desc" : "");
    }
}
