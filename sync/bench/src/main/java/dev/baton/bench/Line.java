package dev.baton.bench;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param what was measured
 * @param baton what Baton took
 * @param floor what the least program took
 * @param unit of both
 * @param aim the largest ratio wanted, NaN for none
 * @param remark empty for none
 */
record Line(String what, double baton, double floor, String unit, double aim, String remark) {

    double ratio() {
        return baton / floor;
    }

    /** As a row of a Markdown table. */
    String markdown() {
        String verdict =
                Double.isNaN(aim)
                        ? "–"
                        : "≤ " + number(aim) + (ratio() <= aim ? ", met" : ", **missed**");
        return "| "
                + String.join(
                        " | ",
                        what,
                        number(baton) + " " + unit,
                        number(floor) + " " + unit,
                        number(ratio()),
                        verdict,
                        remark)
                + " |";
    }

    /** Two digits where there is little, none where there is much. */
    static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
