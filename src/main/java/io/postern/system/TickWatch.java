package io.postern.system;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.stereotype.Component;

/**
 * Finds scheduled work that stands still: a task that is due at least twice a minute, and neither began nor ended for a minute. It looks
 * from a thread of its own and counts its looks, so that neither a clock nor a suspended process misleads it.
 */
@Component
class TickWatch implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(TickWatch.class);

    private static final Duration LONGEST_TICK = Duration.ofSeconds(30);

    /** In seconds. */
    private static final int LOOK = 10;

    /** As many as make a minute. */
    static final int LOOKS = 6;

    private final ScheduledTaskHolder schedule;
    private final ApplicationEventPublisher events;
    private final Map<String, Seen> ticks = new ConcurrentHashMap<>();

    /** The outcome that was seen, and at how many looks since it has not changed. */
    private record Seen(TaskExecutionOutcome outcome, int looks) {

        boolean isStalled() {
            return looks >= LOOKS;
        }
    }

    TickWatch(ScheduledTaskHolder schedule, ApplicationEventPublisher events) {
        this.schedule = schedule;
        this.events = events;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("postern.ticks.stalled", this, self -> self.stalled().size())
                .register(registry);
    }

    /** The tasks that stand still, each by its class and method. */
    List<String> stalled() {
        return ticks.entrySet().stream()
                .filter(each -> each.getValue().isStalled())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Scheduled(fixedDelay = LOOK, timeUnit = TimeUnit.SECONDS, scheduler = "tickWatchScheduler")
    void look() {
        for (ScheduledTask each : schedule.getScheduledTasks()) {
            if (each.getTask() instanceof IntervalTask task
                    && task.getIntervalDuration().compareTo(LONGEST_TICK) <= 0) {
                ticks.compute(name(each), (name, before) -> seen(before, task.getLastExecutionOutcome()));
            }
        }
        // Outside of the map's lock: a listener may wait for the database.
        ticks.forEach(this::tell);
    }

    private static Seen seen(@Nullable Seen before, TaskExecutionOutcome outcome) {
        return before != null && before.outcome().equals(outcome)
                ? new Seen(outcome, before.looks() + 1)
                : new Seen(outcome, 0);
    }

    private void tell(String name, Seen seen) {
        if (!seen.isStalled()) {
            events.publishEvent(new TickRunning(name));
        } else if (seen.looks() % LOOKS == 0) {
            log.warn("{} stands still: it neither began nor ended for {} s", name, seen.looks() * LOOK);
            events.publishEvent(new TickStalled(name));
        }
    }

    private static String name(ScheduledTask task) {
        return task.toString().replaceFirst(".*[.](?=[^.]+[.][^.]+$)", "");
    }
}
