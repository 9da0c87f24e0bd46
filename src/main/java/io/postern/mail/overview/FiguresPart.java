package io.postern.mail.overview;

import io.postern.overview.OverviewPart;
import io.postern.overview.Repair.Text;
import io.postern.web.RoomPaths.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much mail there was in a day, and how quick. */
@Component
@Order(1)
class FiguresPart implements OverviewPart {

    /** The page does not say exactly how many more wait. */
    private static final int COUNTED = 10_000;

    private final HourlyFigures figures;
    private final JdbcClient jdbc;

    FiguresPart(HourlyFigures figures, JdbcClient jdbc) {
        this.figures = figures;
        this.jdbc = jdbc;
    }

    /**
     * What the template shows.
     *
     * @param many whether more wait than were counted
     * @param oldest when somebody asked for the mail that has waited longest
     * @param median from request to acceptance; null where none was accepted
     */
    record Figures(
            int sent,
            int refused,
            int waiting,
            boolean many,
            @Nullable Instant oldest,
            @Nullable Text median,
            Chart sentChart,
            Chart refusedChart,
            Chart medianChart) {}

    @Override
    public Place place() {
        return Place.BODY;
    }

    @Override
    public Access readers() {
        return Access.OPERATORS;
    }

    @Override
    public String template() {
        return "mail/overview-figures";
    }

    @Override
    public Object model() {
        List<Hour> day = figures.lastDay();
        int waiting = waiting();
        Duration median = Hour.median(day.stream());
        return new Figures(
                day.stream().mapToInt(Hour::sent).sum(),
                day.stream().mapToInt(Hour::refused).sum(),
                Math.min(waiting, COUNTED),
                waiting > COUNTED,
                oldest(),
                median == null ? null : Chart.duration(median),
                Chart.of(day, Hour::sent, hour -> Chart.count(hour.sent())),
                Chart.of(day, Hour::refused, hour -> Chart.count(hour.refused())),
                Chart.of(day, FiguresPart::seconds, FiguresPart::duration));
    }

    private static double seconds(Hour hour) {
        Duration median = hour.median();
        return median == null ? 0 : median.toMillis() / 1000.0;
    }

    private static Text duration(Hour hour) {
        Duration median = hour.median();
        return median == null ? Text.of("mail.overview.figures.none") : Chart.duration(median);
    }

    private int waiting() {
        return jdbc.sql("select count(*) from (select id from delivery where state = 'QUEUED' fetch first "
                        + (COUNTED + 1) + " rows only) t")
                .query(Integer.class)
                .single();
    }

    /** The key grows with the time of queueing. */
    private @Nullable Instant oldest() {
        return jdbc.sql(
                        "select queued_at from delivery where state = 'QUEUED' order by state, id fetch first 1 rows only")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElse(null);
    }
}
