package dev.baton.engine;

import dev.baton.port.ObjectDescription;
import dev.baton.port.RawRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM holds in our fields, as plans compare it: typed by what the CRM says of the field,
 * not by how JSON wrote it.
 */
public final class HeldValues {
    private final Map<String, ObjectDescription> objects;

    /** Of our fields, by stream: looked up once and not for each record. */
    private final Map<String, Map<String, String>> typesByStream = new ConcurrentHashMap<>();

    /**
     * For objects that were described.
     *
     * @param objects by the name of their stream
     */
    HeldValues(Map<String, ObjectDescription> objects) {
        this.objects = Map.copyOf(objects);
    }

    /** Whether a record of ours is gone from the CRM, by what is remembered of it. */
    public static boolean isDeleted(Map<String, @Nullable Object> remembered) {
        return Boolean.TRUE.equals(remembered.get(Stream.Ours.DELETED));
    }

    /** What a record holds in our fields. */
    Map<String, @Nullable Object> of(Stream stream, RawRecord record) {
        ObjectDescription object = objects.get(stream.key().stream());
        if (object == null) {
            throw new IllegalArgumentException(stream.key() + " was not described");
        }
        Map<String, String> types =
                typesByStream.computeIfAbsent(
                        stream.key().stream(), unused -> types(object, stream.ours().fields()));
        var held = new LinkedHashMap<String, @Nullable Object>();
        types.forEach((field, type) -> held.put(field, typed(type, record.fields().get(field))));
        return held;
    }

    private static Map<String, String> types(ObjectDescription object, Collection<String> fields) {
        var types = new LinkedHashMap<String, String>();
        fields.forEach(field -> types.put(field, type(object, field)));
        return types;
    }

    private static String type(ObjectDescription object, String field) {
        return object.field(field).map(ObjectDescription.Field::type).orElse("string");
    }

    /**
     * One value, typed.
     *
     * @param value as JSON has it
     * @throws java.time.DateTimeException when a text is no day or moment though the field holds
     *     one
     */
    public static @Nullable Object typed(
            ObjectDescription object, String field, @Nullable Object value) {
        return typed(type(object, field), value);
    }

    private static @Nullable Object typed(String type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case Number number -> new BigDecimal(number.toString());
            case String text when type.equals("date") -> LocalDate.parse(text);
            case String text when type.equals("datetime") -> Instant.parse(text);
            case String text -> text;
            case Object other -> other.toString();
        };
    }
}
