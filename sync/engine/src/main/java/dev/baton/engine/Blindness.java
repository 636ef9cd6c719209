package dev.baton.engine;

import dev.baton.core.health.Points;
import dev.baton.core.health.ResultName;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While something that scores rest on is not given, a missing measure takes with it the points that
 * it cost. What is not known is not healthy: a score that the CRM shows does not rise meanwhile. It
 * stays with its band, its reasons and its day, and the account says that its data are incomplete.
 */
final class Blindness {
    private static final Logger LOG = LoggerFactory.getLogger(Blindness.class);

    /** What is told of an account whose score stays: what it is, and how much is known of it. */
    private static final Set<ResultName> STILL_TOLD =
            EnumSet.of(
                    ResultName.COVERAGE,
                    ResultName.DATA_STATUS,
                    ResultName.VALUE,
                    ResultName.RENEWAL_ON,
                    ResultName.CSM);

    private final ResultName score;
    private final boolean isBlind;
    private final SortedMap<ResultName, String> fields;
    private int kept;

    /**
     * Ready to compare.
     *
     * @param score as which the score is written
     * @param isBlind whether anything is not given
     * @param fields where results go
     */
    Blindness(ResultName score, boolean isBlind, SortedMap<ResultName, String> fields) {
        this.score = score;
        this.isBlind = isBlind;
        this.fields = fields;
    }

    /** The results to write: all of them, or what is still told. */
    Map<ResultName, @Nullable Object> told(
            @Nullable Points score,
            Map<ResultName, @Nullable Object> results,
            Map<String, @Nullable Object> held) {
        if (!isBlind || !wouldRise(score, held)) {
            return results;
        }
        kept++;
        var still = new LinkedHashMap<ResultName, @Nullable Object>();
        results.forEach(
                (name, value) -> {
                    if (STILL_TOLD.contains(name)) {
                        still.put(name, name == ResultName.DATA_STATUS ? "Incomplete" : value);
                    }
                });
        return still;
    }

    private boolean wouldRise(@Nullable Points told, Map<String, @Nullable Object> held) {
        String field = fields.get(score);
        return field != null
                && told != null
                && held.get(field) instanceof BigDecimal shown
                && BigDecimal.valueOf(told.rounded()).compareTo(shown) > 0;
    }

    /** No account comes any more. */
    void end() {
        if (kept > 0) {
            LOG.warn(
                    "{} accounts keep the {} that they have: it would rise while something that"
                            + " it rests on is not given",
                    kept,
                    score.word());
        }
    }
}
