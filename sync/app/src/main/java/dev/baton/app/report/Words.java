package dev.baton.app.report;

import dev.baton.core.firstvalue.Cohort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How numbers stand in reports, whatever the machine's language; a dash for what nobody can tell.
 */
final class Words {
    static final String NOTHING = "–";

    private Words() {}

    static String number(@Nullable Double number, int decimals) {
        return number == null ? NOTHING : String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** With thousands apart. */
    static String money(@Nullable Double amount) {
        return amount == null ? NOTHING : String.format(Locale.ROOT, "%,.0f", amount);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** With its interval: "22.5 % (12.3 to 37.5)". */
    static String share(int part, int whole) {
        if (whole == 0) {
            return NOTHING;
        }
        Cohort.Share share = Cohort.Share.of(part, whole);
        return String.format(
                Locale.ROOT,
                "%s (%.1f to %.1f)",
                percent(share.share()),
                100 * share.low(),
                100 * share.high());
    }

    /** A p, which is never nothing. */
    static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    static String said(String text) {
        return text.isEmpty() ? "(not said)" : text;
    }

    static String accounts(int n) {
        return n == 1 ? "1 account" : n + " accounts";
    }

    static double rounded(double value, int decimals) {
        double parts = Math.pow(10, decimals);
        return Math.round(value * parts) / parts;
    }
}
