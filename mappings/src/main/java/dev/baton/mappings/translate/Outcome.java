package dev.baton.mappings.translate;

import org.jspecify.annotations.Nullable;

/** One field's value: something, nothing, or a mistake in the data. */
sealed interface Outcome<T> {

    record Found<T>(T value) implements Outcome<T> {}

    /** The source says nothing. */
    record Nothing<T>() implements Outcome<T> {}

    /**
     * The data are not what the mapping says.
     *
     * @param reason without the value
     */
    record Wrong<T>(String reason) implements Outcome<T> {}

    static <T> Outcome<T> ofNullable(@Nullable T value) {
        return value == null ? new Nothing<>() : new Found<>(value);
    }
}
