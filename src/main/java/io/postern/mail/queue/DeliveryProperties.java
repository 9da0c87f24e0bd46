package io.postern.mail.queue;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may choose about the queue.
 *
 * @param enabled whether this process sends mail; one that does not leaves it to the others
 * @param tick how often the queue is looked at
 * @param startHeld whether a start pauses the queue, so that after a restored backup a person decides what goes out
 * @param epochFile a file that is not backed up with the database, by which a restored backup is recognised
 * @param retention how long finished mails stay in the list
 */
@Validated
@ConfigurationProperties("postern.delivery")
public record DeliveryProperties(
        @DefaultValue("true") boolean enabled,
        @DurationMin(millis = 10) @DurationMax(hours = 1) @DefaultValue("250ms") Duration tick,
        @DefaultValue("false") boolean startHeld,
        @Nullable Path epochFile,
        @DurationMin(hours = 1) @DurationMax(days = 3650) @DefaultValue("30d") Duration retention) {}
