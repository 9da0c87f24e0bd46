package io.postern.alerts;

import io.postern.net.Coded;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How much an alert matters, the least first. The rank is stored. */
public enum Severity implements Coded {
    INFO(0, "bg-info-lt"),
    SUCCESS(1, "bg-success-lt"),
    WARNING(2, "bg-warning-lt"),
    ERROR(3, "bg-danger-lt"),
    FATAL(4, "bg-danger-lt");

    private final int rank;
    private final String badge;

    Severity(int rank, String badge) {
        this.rank = rank;
        this.badge = badge;
    }

    /** {@code alerts.severity.info} and so on. */
    public String messageKey() {
        return "alerts.severity." + code();
    }

    /** The CSS class of its badge. */
    public String badge() {
        return badge;
    }

    public int rank() {
        return rank;
    }

    public static Severity ranked(int rank) {
        return Arrays.stream(values())
                .filter(each -> each.rank == rank)
                .findAny()
                .orElseThrow();
    }

    /** Null when there is no severity of this name. */
    public static @Nullable Severity named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElse(null);
    }
}
