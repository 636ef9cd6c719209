package dev.baton.crm.salesforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What the currencies of an org are worth in its corporate one.
 *
 * @param corporate ISO code, null in an org of a single currency
 * @param fixed units of a currency for one of the corporate currency, more than 0
 * @param dated the same since a day, for what advanced currency management covers; empty where it
 *     is off
 * @param places digits behind the point that a currency knows
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_datedconversionrate.htm">dated
 *     rates</a>
 */
record Rates(
        @Nullable String corporate,
        SortedMap<String, BigDecimal> fixed,
        SortedMap<String, NavigableMap<LocalDate, BigDecimal>> dated,
        SortedMap<String, Integer> places) {
    static final Rates NONE = new Rates(null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** So fine that an amount comes back the same, also of a currency worth little. */
    private static final int SCALE = 8;

    /** Most currencies have cents. */
    private static final int CENTS = 2;

    Rates {
        fixed = Collections.unmodifiableSortedMap(new TreeMap<>(fixed));
        dated = Collections.unmodifiableSortedMap(new TreeMap<>(dated));
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    /**
     * An amount in the corporate currency.
     *
     * @param on the day whose rate counts where rates are dated; null for the fixed one
     * @return nothing when the org knows no rate of the currency
     */
    Optional<BigDecimal> corporate(BigDecimal amount, String iso, @Nullable LocalDate on) {
        return rate(iso, on).map(rate -> amount.divide(rate, SCALE, RoundingMode.HALF_UP));
    }

    /**
     * An amount of the corporate currency in another, at the fixed rate: accounts are converted by
     * no other.
     *
     * @param scale most digits behind the point
     * @return nothing when the org knows no rate of the currency
     */
    Optional<BigDecimal> own(BigDecimal amount, String iso, int scale) {
        int digits = Math.min(scale, places.getOrDefault(iso, CENTS));
        return rate(iso, null)
                .map(rate -> amount.multiply(rate).setScale(digits, RoundingMode.HALF_UP));
    }

    /** The first dated rate holds for the days before it, too. */
    private Optional<BigDecimal> rate(String iso, @Nullable LocalDate on) {
        NavigableMap<LocalDate, BigDecimal> byDay = dated.get(iso);
        if (on == null || byDay == null || byDay.isEmpty()) {
            return Optional.ofNullable(fixed.get(iso));
        }
        Map.Entry<LocalDate, BigDecimal> since = byDay.floorEntry(on);
        return Optional.of(since == null ? byDay.firstEntry().getValue() : since.getValue());
    }

    /** Another one for other rates; eight characters. */
    String mark() {
        var sum = new CRC32C();
        sum.update((corporate + " " + fixed + " " + dated).getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
