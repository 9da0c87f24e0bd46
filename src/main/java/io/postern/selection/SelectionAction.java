package io.postern.selection;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be done to the selected rows of a list. The room that does it declares a bean. The texts are those of the list, see
 * {@link SelectableList#texts}.
 *
 * @param list the path of the list's page
 * @param name in the form, in lower case with hyphens
 * @param sensitive whether the password has to be typed again
 * @param argument what it takes besides; empty for nothing
 * @param foreseen an SQL expression over a row of the list's table: the code of why it will be left out, or null. It may name
 *     {@code :me}, who selects, and {@code :argument}
 */
public record SelectionAction(
        String list, String name, boolean sensitive, Predicate<String> argument, String foreseen, Work work) {

    /** One row's share of the work. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it, in a transaction of this row alone.
         *
         * @return why the row is left out after all, as a code; null once it is done
         * @throws LeftOut in place of a code, where the transaction has to be rolled back
         */
        @Nullable
        String on(String row, String argument);
    }

    public static SelectionAction plain(String list, String name, String foreseen, Work work) {
        return new SelectionAction(list, name, false, String::isEmpty, foreseen, work);
    }

    /** The same with a password. */
    public SelectionAction withPassword() {
        return new SelectionAction(list, name, true, argument, foreseen, work);
    }
}
