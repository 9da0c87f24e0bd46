package io.postern.mail.overview;

import io.postern.overview.Repair.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A column for each hour, drawn {@link #WIDTH} × {@link #HEIGHT}.
 *
 * @param highest the value of the highest column, as a text
 */
record Chart(List<Column> columns, Text highest) {

    static final int HEIGHT = 40;
    static final int WIDTH = 240;

    private static final int STEP = WIDTH / HourlyFigures.HOURS;
    private static final double GAP = 2;

    /** A value that is not nothing can be seen. */
    private static final double LEAST = 1.5;

    /** @param value as a text */
    record Column(Instant hour, Text value, double x, double y, double width, double height) {}

    static Chart of(List<Hour> hours, ToDoubleFunction<Hour> value, Function<Hour, Text> text) {
        double highest = hours.stream().mapToDouble(value).max().orElse(0);
        List<Column> columns = IntStream.range(0, hours.size())
                .mapToObj(number -> {
                    Hour hour = hours.get(number);
                    double part = highest == 0 ? 0 : value.applyAsDouble(hour) / highest;
                    double height = part == 0 ? 0 : Math.max(LEAST, Math.round(part * HEIGHT * 10) / 10.0);
                    return new Column(
                            hour.start(),
                            text.apply(hour),
                            (double) number * STEP + GAP / 2,
                            HEIGHT - height,
                            STEP - GAP,
                            height);
                })
                .toList();
        Text most = hours.stream()
                .max(java.util.Comparator.comparingDouble(value))
                .map(text)
                .orElseGet(() -> count(0));
        return new Chart(columns, most);
    }

    static Text count(int mails) {
        return Text.of("mail.overview.figures.count", mails);
    }

    /** Rounded for the eye. */
    static Text duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return Text.of("mail.overview.figures.seconds", Math.round(duration.toMillis() / 100.0) / 10.0);
        }
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return Text.of("mail.overview.figures.seconds", duration.toSeconds());
        }
        return duration.compareTo(Duration.ofHours(2)) < 0
                ? Text.of("mail.overview.figures.minutes", duration.toMinutes())
                : Text.of("mail.overview.figures.hours", duration.toHours());
    }
}
