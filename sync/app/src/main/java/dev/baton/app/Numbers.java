package dev.baton.app;

import java.util.Locale;

/** Numbers as reports write them, whatever the machine's language. */
final class Numbers {
    private Numbers() {}

    /** With so many decimals; a dash for what cannot be told. */
    static String decimal(double number, int decimals) {
        return Double.isNaN(number)
                ? "–"
                : String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
