package dev.baton.sandbox.salesforce.org;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A stage of opportunities.
 *
 * @param probability percent, 0..100
 */
record Stage(String name, boolean closed, boolean won, BigDecimal probability, String forecast) {

    boolean replaces(String field) {
        return switch (field) {
            case "StageName",
                    "IsClosed",
                    "IsWon",
                    "Probability",
                    "ForecastCategory",
                    "ForecastCategoryName" ->
                    true;
            default -> false;
        };
    }

    /** What an opportunity in this stage says in a field that depends on it; empty stays empty. */
    @Nullable Object value(String field, @Nullable Object exported) {
        return switch (field) {
            case "StageName" -> name;
            case "IsClosed" -> closed;
            case "IsWon" -> won;
            case "Probability" -> exported == null ? null : probability;
            case "ForecastCategory", "ForecastCategoryName" -> exported == null ? null : forecast;
            default -> exported;
        };
    }
}
