package io.postern.mail.settings;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;

/** A duration as a column of whole seconds. */
@Converter
class DurationColumn implements AttributeConverter<Duration, Integer> {

    @Override
    public Integer convertToDatabaseColumn(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    @Override
    public Duration convertToEntityAttribute(Integer seconds) {
        return Duration.ofSeconds(seconds);
    }
}
