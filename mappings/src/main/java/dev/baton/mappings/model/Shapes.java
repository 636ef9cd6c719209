package dev.baton.mappings.model;

import dev.baton.core.health.Score;
import dev.baton.mappings.yaml.Shape;
import java.util.List;
import java.util.Map;

/**
 * The keys of {@code model.yaml}, {@code plays.yaml} and {@code handoff.yaml}. The JSON Schemas
 * name the same, held to it by a test.
 */
public final class Shapes {
    public static final Shape MODEL =
            new Shape(
                    "the model",
                    List.of("version", "base", "bands", "coverage_floor", "trend", "measures"),
                    List.of(
                            "segments",
                            "dimensions",
                            "groups",
                            "knock_outs",
                            "terminal",
                            "roll_up",
                            "products",
                            "probability",
                            "first_value"));
    public static final Shape EXPANSION =
            new Shape(
                    "the score of expansion",
                    List.of("version", "base", "bands", "coverage_floor", "trend", "measures"),
                    List.of("segments", "dimensions", "groups", "knock_outs", "products"));
    public static final Shape PRODUCTS =
            new Shape("the products", List.of("field", "order", "primary"), List.of());
    public static final Shape PRIMARY =
            new Shape("the rule for the primary product", List.of(), List.of("most", "newest"));
    public static final Shape NEWEST =
            new Shape("the newest record", List.of("over"), List.of("filter", "by"));
    public static final Shape ROLL_UP =
            new Shape("the roll-up", List.of("by"), List.of("stands_in"));
    public static final Shape EXPANSION_BANDS =
            new Shape("the bands of expansion", List.of("ready", "warm"), List.of());
    public static final Shape BANDS =
            new Shape("the bands", List.of("green", "yellow"), List.of("leave_red", "leave_green"));
    public static final Shape TREND =
            new Shape("the trend", List.of("days", "threshold"), List.of("instants", "noise"));
    public static final Shape PROBABILITY =
            new Shape(
                    "the probability",
                    List.of("intercept", "slope", "outcomes", "left", "from", "to"),
                    List.of());
    public static final Shape FIRST_VALUE =
            new Shape(
                    "the first value",
                    List.of("label", "from", "until"),
                    List.of("segment", "benchmark_days", "too_early_days", "silence"));
    public static final Shape MILESTONE =
            new Shape("a milestone", List.of("over", "by"), List.of("filter"));
    public static final Shape SEGMENT =
            new Shape("a segment", List.of("who"), List.of("base", "too_early"));
    public static final Shape GROUP = new Shape("a group", List.of("label", "weight"), List.of());
    public static final Shape KNOCK_OUT =
            new Shape("a knock-out", List.of("label", "when", "cap", "driver"), List.of());
    public static final Shape CURVE =
            new Shape(
                    "a curve",
                    List.of(),
                    List.of("points", "step", "linear", "bounded", "ratio", "trend"));
    public static final Shape LINEAR =
            new Shape("a straight curve", List.of("worst", "best"), List.of());
    public static final Shape BOUNDED =
            new Shape("a bounded curve", List.of("worst", "best"), List.of("at_least", "at_most"));
    public static final Shape TREND_CURVE =
            new Shape("a curve of a trend", List.of("worst", "best", "steady"), List.of());
    public static final Shape BY_SEGMENT =
            new Shape("a table by segment", List.of("by", "table", "otherwise"), List.of());
    public static final Shape CRITERION =
            new Shape(
                    "a condition for accounts",
                    List.of(),
                    List.of(
                            "all",
                            "any",
                            "not",
                            "field",
                            "tenure",
                            "measure",
                            "dimension",
                            "health",
                            "is",
                            "in",
                            "has",
                            "above",
                            "at_least",
                            "below",
                            "at_most",
                            "empty"));
    public static final Shape TENURE =
            new Shape(
                    "a tenure",
                    List.of(),
                    List.of("since", "is", "above", "at_least", "below", "at_most"));
    public static final Shape MEASURE =
            new Shape(
                    "a measure",
                    List.of("label", "over", "aggregate"),
                    List.of(
                            "unit", "means", "better", "filter", "window", "compare", "per",
                            "product", "score"));
    public static final Shape PER =
            new Shape(
                    "what it is told per",
                    List.of("over", "aggregate"),
                    List.of("filter", "window"));
    public static final Shape USED =
            new Shape(
                    "a measure of the catalogue",
                    List.of("use"),
                    List.of(
                            "label",
                            "unit",
                            "means",
                            "better",
                            "over",
                            "filter",
                            "window",
                            "aggregate",
                            "compare",
                            "per",
                            "product",
                            "score"));
    public static final Shape USED_SCORE =
            new Shape(
                    "a score of the catalogue",
                    List.of(),
                    List.of(
                            "curve",
                            "weight",
                            "reference",
                            "driver",
                            "group",
                            "share",
                            "leading",
                            "half_life_days",
                            "fresh_days",
                            "applies"));
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
                    List.of("curve", "reference", "driver"),
                    List.of(
                            "weight",
                            "group",
                            "share",
                            "leading",
                            "half_life_days",
                            "fresh_days",
                            "applies"));
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
    public static List<Map.Entry<String, Shape>> plays() {
        return List.of(
                Map.entry("plays", PLAYS),
                Map.entry("play", PLAY),
                Map.entry("cause", CAUSE),
                Map.entry("number_test", NUMBER_TEST));
    }

    public static final Shape HANDOFF =
            new Shape(
                    "a handoff",
                    List.of("opens", "accept_days", "items"),
                    List.of("kickoff", "first_value", "fill", "blank", "csm"));
    public static final Shape OPENS =
            new Shape("what opens a handoff", List.of("when", "by", "since"), List.of());
    public static final Shape CSM =
            new Shape("who takes a customer over", List.of("lead"), List.of("field", "rules"));
    public static final Shape CSM_RULE =
            new Shape("whose an account is", List.of("who", "user"), List.of("most"));
    public static final Shape ITEM =
            new Shape(
                    "an item", List.of("label", "who", "evidence"), List.of("defaults", "counts"));
    public static final Shape EVIDENCE =
            new Shape(
                    "evidence",
                    List.of(),
                    List.of("all", "any", "deal", "account", "handoff", "record", "filter"));

    /** Of the file that says what a handoff is. */
    public static List<Map.Entry<String, Shape>> handoffs() {
        return List.of(
                Map.entry("handoff", HANDOFF),
                Map.entry("opens", OPENS),
                Map.entry("csm", CSM),
                Map.entry("csm_rule", CSM_RULE),
                Map.entry("item", ITEM),
                Map.entry("evidence", EVIDENCE));
    }

    /** Of the file that tells a score. */
    static Shape of(Score score) {
        return switch (score) {
            case HEALTH -> MODEL;
            case EXPANSION -> EXPANSION;
        };
    }

    static Shape bandsOf(Score score) {
        return switch (score) {
            case HEALTH -> BANDS;
            case EXPANSION -> EXPANSION_BANDS;
        };
    }

    /** Every shape by the name it has among the schema's definitions. */
    public static List<Map.Entry<String, Shape>> all() {
        return List.of(
                Map.entry("model", MODEL),
                Map.entry("expansion", EXPANSION),
                Map.entry("roll_up", ROLL_UP),
                Map.entry("products", PRODUCTS),
                Map.entry("primary", PRIMARY),
                Map.entry("newest", NEWEST),
                Map.entry("expansion_bands", EXPANSION_BANDS),
                Map.entry("bands", BANDS),
                Map.entry("trend", TREND),
                Map.entry("probability", PROBABILITY),
                Map.entry("first_value", FIRST_VALUE),
                Map.entry("milestone", MILESTONE),
                Map.entry("segment", SEGMENT),
                Map.entry("group", GROUP),
                Map.entry("knock_out", KNOCK_OUT),
                Map.entry("curve", CURVE),
                Map.entry("linear", LINEAR),
                Map.entry("bounded", BOUNDED),
                Map.entry("trend_curve", TREND_CURVE),
                Map.entry("by_segment", BY_SEGMENT),
                Map.entry("criterion", CRITERION),
                Map.entry("tenure", TENURE),
                Map.entry("measure", MEASURE),
                Map.entry("per", PER),
                Map.entry("used", USED),
                Map.entry("used_score", USED_SCORE),
                Map.entry("window", WINDOW),
                Map.entry("compare", COMPARE),
                Map.entry("own_past", OWN_PAST),
                Map.entry("typical", TYPICAL),
                Map.entry("score", SCORE),
                Map.entry("aggregate", AGGREGATE),
                Map.entry("proportion", PROPORTION),
                Map.entry("elapsed", ELAPSED),
                Map.entry("predicate", PREDICATE));
    }
}
