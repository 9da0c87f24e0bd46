package io.postern.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows of one table in an order, from a position on. */
final class KeysetReader<T> {

    private final JdbcClient jdbc;
    private final String table;
    private final String columns;
    private final RowMapper<T> mapper;

    KeysetReader(JdbcClient jdbc, String table, String columns, RowMapper<T> mapper) {
        this.jdbc = jdbc;
        this.table = table;
        this.columns = columns;
        this.mapper = mapper;
    }

    /** Where in its order a row stands. */
    record Position(String id, @Nullable Object value, Object unique) {}

    record Placed<T>(T row, Position position) {}

    /** Rows beyond an edge. Those that lack what is sorted by are a part of their own, read along the same index. */
    List<Placed<T>> read(ListQuery query, Conditions conditions, @Nullable Position edge, int atMost) {
        boolean backwards = query.backwards() && edge != null;
        List<Placed<T>> rows = new ArrayList<>();
        for (boolean lacking : query.order().optional() ? List.of(backwards, !backwards) : List.of(false)) {
            boolean hasEdge = edge != null && (edge.value() == null) == lacking;
            boolean passed = edge != null && !hasEdge && lacking == backwards;
            if (!passed && rows.size() < atMost) {
                rows.addAll(part(query, conditions, lacking, hasEdge ? edge : null, atMost - rows.size()));
            }
        }
        if (backwards) {
            Collections.reverse(rows);
        }
        return rows;
    }

    private List<Placed<T>> part(
            ListQuery query, Conditions filters, boolean lacking, @Nullable Position edge, int atMost) {
        ListQuery.Order order = query.order();
        boolean down = query.descending() != query.backwards();
        String beyond = down ? " < " : " > ";
        Conditions conditions = new Conditions(filters);
        if (order.optional()) {
            conditions.and(order.column() + (lacking ? " is null" : " is not null"));
        }
        if (edge != null) {
            conditions.with("unique", edge.unique());
            String later = order.unique() + beyond + ":unique";
            if (edge.value() == null || order.column().equals(order.unique())) {
                conditions.and(later);
            } else {
                String column = order.column() + beyond.stripTrailing();
                conditions.and(column + "= :edge and (" + column + " :edge or " + later + ")", "edge", edge.value());
            }
        }
        return jdbc.sql("select " + columns + " from " + table + conditions.where()
                        + conditions.orderBy(order.columns(), down) + " limit " + atMost)
                .params(conditions.values())
                .query((row, number) ->
                        new Placed<>(Objects.requireNonNull(mapper.mapRow(row, number)), positionOf(row, order)))
                .list();
    }

    /** The position that a query begins at; empty when there is none. */
    Optional<Position> position(ListQuery query) {
        String from = query.from();
        if (query.order().isNewestFirst()) {
            // Also on the first page: without a condition on the key, H2 would read another index, and sort in memory.
            long number = from == null ? Long.MAX_VALUE : Long.parseLong(from);
            return Optional.of(new Position(Long.toString(number), number, number));
        }
        if (from == null) {
            return Optional.empty();
        }
        return jdbc.sql("select " + columns + " from " + table + " where id = ?")
                .param(UUID.fromString(from))
                .query((row, number) -> positionOf(row, query.order()))
                .optional();
    }

    private static Position positionOf(ResultSet row, ListQuery.Order order) throws SQLException {
        String id = row.getString(order.isNewestFirst() ? order.unique() : "id");
        return new Position(id, row.getObject(order.column()), row.getObject(order.unique()));
    }
}
