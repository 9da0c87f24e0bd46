package io.postern.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Repeats a transaction that lost a race: another one inserted the first row of the same key. */
public final class DuplicateKeyRetry {

    private static final int MOST_ATTEMPTS = 20;

    private DuplicateKeyRetry() {}

    /**
     * Does the work again until it meets the row.
     *
     * @param transaction opens a transaction of its own each time
     * @throws DuplicateKeyException when it lost twenty races
     */
    public static <T> @Nullable T of(Supplier<@Nullable T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (DuplicateKeyException lostTheRace) {
                if (attempt == MOST_ATTEMPTS) {
                    throw lostTheRace;
                }
            }
        }
    }

    /** The same for a transaction without a result. */
    public static void run(Runnable transaction) {
        of(() -> {
            transaction.run();
            return true;
        });
    }
}
