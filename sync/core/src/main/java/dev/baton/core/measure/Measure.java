package dev.baton.core.measure;

import dev.baton.core.model.RecordType;

/**
 * A number about an account, from records of one type. Data, so that an admin adds one over any
 * mapped field without a programmer.
 *
 * @param name unique in a model, lower case with underscores
 * @param label how people call it: "Median first response"
 * @param unit as told: "h", "days", "tickets"; empty for none
 */
public record Measure(
        String name,
        String label,
        String unit,
        RecordType over,
        Predicate filter,
        Window window,
        Aggregate aggregate,
        Comparison comparison) {}
