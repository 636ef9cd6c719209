package dev.baton.mappings.model;

import dev.baton.mappings.yaml.Shape;
import java.util.List;

/**
 * The keys of {@code model.yaml} and {@code plays.yaml}. The JSON Schemas name the same, held to it
 * by a test.
 */
public final class Shapes {
    public static final Shape MODEL =
            new Shape(
                    "the model",
                    List.of("version", "base", "bands", "coverage_floor", "trend", "measures"),
                    List.of("segments"));
    public static final Shape BANDS = new Shape("the bands", List.of("green", "yellow"), List.of());
    public static final Shape TREND =
            new Shape("the trend", List.of("days", "threshold"), List.of());
    public static final Shape SEGMENT = new Shape("a segment", List.of("who", "base"), List.of());
    public static final Shape MEASURE =
            new Shape(
                    "a measure",
                    List.of("label", "over", "aggregate"),
                    List.of("unit", "filter", "window", "compare", "score"));
    public static final Shape WINDOW = new Shape("a window", List.of(), List.of("days", "by"));
    public static final Shape COMPARE =
            new Shape("a comparison", List.of(), List.of("own_past", "typical"));
    public static final Shape OWN_PAST =
            new Shape("a comparison with the own past", List.of("days", "mode"), List.of());
    public static final Shape TYPICAL =
            new Shape("a comparison with what is typical", List.of("value", "mode"), List.of());
    public static final Shape SCORE =
            new Shape(
                    "a score",
                    List.of("curve", "weight", "reference", "driver"),
                    List.of("leading", "half_life_days"));
    public static final Shape AGGREGATE =
            new Shape(
                    "an aggregate",
                    List.of(),
                    List.of(
                            "sum",
                            "mean",
                            "median",
                            "min",
                            "max",
                            "last",
                            "slope",
                            "distinct",
                            "ratio",
                            "proportion"));
    public static final Shape PROPORTION =
            new Shape("a proportion", List.of("of", "part", "whole"), List.of());
    public static final Shape ELAPSED =
            new Shape("an elapsed time", List.of(), List.of("minutes", "hours", "days"));
    public static final Shape PREDICATE =
            new Shape(
                    "a condition",
                    List.of(),
                    List.of(
                            "all",
                            "any",
                            "not",
                            "field",
                            "is",
                            "in",
                            "has",
                            "above",
                            "at_least",
                            "below",
                            "at_most",
                            "empty"));

    public static final Shape PLAYS =
            new Shape("the plays", List.of("plays"), List.of("fallback_owner"));
    public static final Shape PLAY =
            new Shape(
                    "a play",
                    List.of("when", "owner", "due_days", "subject", "advice"),
                    List.of("until"));
    public static final Shape CAUSE =
            new Shape(
                    "a cause",
                    List.of(),
                    List.of(
                            "all",
                            "any",
                            "not",
                            "band",
                            "trend",
                            "score",
                            "measure",
                            "points",
                            "account",
                            "is",
                            "above",
                            "at_least",
                            "below",
                            "at_most"));
    public static final Shape NUMBER_TEST =
            new Shape("a test", List.of(), List.of("is", "above", "at_least", "below", "at_most"));

    private Shapes() {}

    /** Every shape of the plays by the name it has among their schema's definitions. */
    public static List<java.util.Map.Entry<String, Shape>> plays() {
        return List.of(
                java.util.Map.entry("plays", PLAYS),
                java.util.Map.entry("play", PLAY),
                java.util.Map.entry("cause", CAUSE),
                java.util.Map.entry("number_test", NUMBER_TEST));
    }

    /** Every shape by the name it has among the schema's definitions. */
    public static List<java.util.Map.Entry<String, Shape>> all() {
        return List.of(
                java.util.Map.entry("model", MODEL),
                java.util.Map.entry("bands", BANDS),
                java.util.Map.entry("trend", TREND),
                java.util.Map.entry("segment", SEGMENT),
                java.util.Map.entry("measure", MEASURE),
                java.util.Map.entry("window", WINDOW),
                java.util.Map.entry("compare", COMPARE),
                java.util.Map.entry("own_past", OWN_PAST),
                java.util.Map.entry("typical", TYPICAL),
                java.util.Map.entry("score", SCORE),
                java.util.Map.entry("aggregate", AGGREGATE),
                java.util.Map.entry("proportion", PROPORTION),
                java.util.Map.entry("elapsed", ELAPSED),
                java.util.Map.entry("predicate", PREDICATE));
    }
}
