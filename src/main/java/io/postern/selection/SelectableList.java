package io.postern.selection;

import io.postern.database.RowList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list whose rows can be selected.
 *
 * @param path of its page; the selection's is the same with {@code /selected}
 * @param table of the rows
 * @param label what people call a row, in SQL
 * @param argument the name of the field that an action needs besides; empty if none needs one
 * @param texts the beginning of its message keys: {@code <texts>.<action>.title}, {@code .help} and {@code .submit}, and
 *     {@code <texts>.reason.<code>}
 * @param key makes a key of what a form names; null if it can't be one
 * @param cameBefore which rows were there when the list was shown, in SQL: those up to {@code :shown}
 * @param shown makes a value for that of what the form says; null if it says nothing
 */
public record SelectableList(
        RowList<?> rows,
        String path,
        String table,
        String label,
        String texts,
        String argument,
        Function<String, @Nullable Object> key,
        String cameBefore,
        Function<String, @Nullable Object> shown) {}
