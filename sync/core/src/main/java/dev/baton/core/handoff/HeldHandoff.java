package dev.baton.core.handoff;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handoff as the CRM holds it, with what people wrote in it.
 *
 * @param exists whether there is one at all
 * @param values as {@link dev.baton.core.plan.FieldValues}; what is absent is empty
 */
public record HeldHandoff(boolean exists, Map<HandoffField, @Nullable Object> values) {
    /** There is none yet. */
    public static final HeldHandoff NONE =
            new HeldHandoff(false, new EnumMap<>(HandoffField.class));

    public HeldHandoff {
        var copy = new EnumMap<HandoffField, @Nullable Object>(HandoffField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** Null when it holds none. */
    public @Nullable String text(HandoffField field) {
        return values.get(field) instanceof String text && !text.isBlank() ? text : null;
    }

    /** Null when it holds none. */
    public @Nullable LocalDate day(HandoffField field) {
        return values.get(field) instanceof LocalDate day ? day : null;
    }

    /** Whether it holds nothing there, or nothing but blanks. */
    public boolean isEmpty(HandoffField field) {
        return values.get(field) instanceof String text
                ? text.isBlank()
                : values.get(field) == null;
    }
}
