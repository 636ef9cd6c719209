package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.backtest.Distribution;
import dev.baton.backtest.Foretold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon's last look at drift found, as {@code status} tells it.
 *
 * @param watched measures that are compared
 * @param shifted those whose values are spread otherwise than they were
 * @param alarming whether it has lasted, or chance hardly explains it
 */
record DriftJson(
        String model,
        String since,
        String lookedAt,
        int accounts,
        int watched,
        List<ShiftJson> shifted,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OutcomesJson outcomes,
        boolean alarming) {

    /** A measure. */
    record ShiftJson(String measure, BigDecimal psi, @Nullable String since) {}

    /**
     * Renewals decided since, how many of them the model expected to be lost, and how many were.
     */
    record OutcomesJson(int n, BigDecimal expected, int left, boolean off) {
        static OutcomesJson of(Foretold foretold) {
            return new OutcomesJson(
                    foretold.n(),
                    decimal(foretold.expected(), 1),
                    foretold.left(),
                    foretold.isOff());
        }
    }

    static DriftJson of(Drifted drifted) {
        var shifted = new ArrayList<ShiftJson>();
        drifted.measures()
                .forEach(
                        (name, each) -> {
                            if (each.shiftedSince() != null) {
                                shifted.add(
                                        new ShiftJson(
                                                name, decimal(each.psi(), 2), each.shiftedSince()));
                            }
                        });
        return new DriftJson(
                drifted.model(),
                drifted.since(),
                drifted.lookedAt(),
                drifted.accounts(),
                drifted.measures().size(),
                shifted,
                drifted.outcomes() == null ? null : OutcomesJson.of(drifted.outcomes()),
                drifted.alarms());
    }

    private static BigDecimal decimal(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }

    /** For people, in one line or a few. */
    String told() {
        var text =
                new StringBuilder("drift: ")
                        .append(lookedAt)
                        .append(" against ")
                        .append(since)
                        .append(", model ")
                        .append(model)
                        .append(": ");
        if (watched == 0) {
            text.append("too few of ")
                    .append(accounts)
                    .append(" accounts have values to compare, at least ")
                    .append(Distribution.FEWEST)
                    .append(" are needed");
        } else {
            text.append(shifted.isEmpty() ? "none" : String.valueOf(shifted.size()))
                    .append(" of ")
                    .append(watched)
                    .append(" measures shifted among ")
                    .append(accounts)
                    .append(" accounts");
        }
        shifted.forEach(
                each ->
                        text.append("\n    ")
                                .append(each.measure())
                                .append(" since ")
                                .append(each.since())
                                .append(", PSI ")
                                .append(each.psi()));
        if (outcomes != null) {
            text.append("\nforetold: ").append(told(outcomes));
        }
        return text.toString();
    }

    private static String told(OutcomesJson outcomes) {
        return outcomes.n() < Foretold.FEWEST
                ? outcomes.n()
                        + " renewals decided since, too few to tell; at least "
                        + Foretold.FEWEST
                        + " are needed"
                : "of "
                        + outcomes.n()
                        + " renewals "
                        + outcomes.expected()
                        + " were expected to be lost, "
                        + outcomes.left()
                        + " were"
                        + (outcomes.off()
                                ? "; chance hardly explains that: `baton calibrate`"
                                : "");
    }
}
