package io.postern.mail.settings;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/** Records by the names of their fields. The fields of a nested record count as those of the record that holds it. */
final class NamedFields {

    private NamedFields() {}

    /** The values; null for the fields of a nested record that is not there. */
    static Map<String, @Nullable Object> of(Record fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        collect(fields.getClass(), fields, values);
        return values;
    }

    /** The types, in the order in which they are declared. */
    static Map<String, Class<?>> types(Class<?> type) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                types.putAll(types(component.getType()));
            } else {
                types.put(component.getName(), component.getType());
            }
        }
        return types;
    }

    static Set<String> annotated(Class<?> type, Class<? extends Annotation> annotation) {
        Set<String> names = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                names.addAll(annotated(component.getType(), annotation));
            } else if (component.isAnnotationPresent(annotation)) {
                names.add(component.getName());
            }
        }
        return names;
    }

    /** The record with these values. A nested record without any value is null, as Hibernate makes it. */
    static <R extends Record> R make(Class<R> type, Map<String, ? extends @Nullable Object> values) {
        return Objects.requireNonNull(type.cast(record(type, values)));
    }

    // BeanUtils takes null for what a record's field may lack, and NullAway does not see that of an array.
    @SuppressWarnings("NullAway")
    private static @Nullable Object record(Class<?> type, Map<String, ? extends @Nullable Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable
        Object[] arguments = Arrays.stream(components)
                .map(field ->
                        field.getType().isRecord() ? record(field.getType(), values) : values.get(field.getName()))
                .toArray();
        if (Arrays.stream(arguments).allMatch(Objects::isNull)) {
            return null;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return BeanUtils.instantiateClass(type.getDeclaredConstructor(types), arguments);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void collect(Class<?> type, @Nullable Object fields, Map<String, @Nullable Object> values) {
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            Object value = fields == null ? null : ReflectionUtils.invokeMethod(accessor, fields);
            if (component.getType().isRecord()) {
                collect(component.getType(), value, values);
            } else {
                values.put(component.getName(), value);
            }
        }
    }
}
