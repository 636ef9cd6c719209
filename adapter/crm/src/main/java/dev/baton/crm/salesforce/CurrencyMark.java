package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A cursor with the rates that amounts were read at. When a rate changes no record does, so that
 * everything is read anew.
 *
 * @param cursor without the mark
 * @param rates null where there is no mark
 */
record CurrencyMark(@Nullable Cursor cursor, @Nullable String rates) {
    private static final String MARK = " rates=";

    static CurrencyMark of(@Nullable Cursor cursor) {
        int at = cursor == null ? -1 : cursor.value().lastIndexOf(MARK);
        return cursor == null || at < 0
                ? new CurrencyMark(cursor, null)
                : new CurrencyMark(
                        new Cursor(cursor.value().substring(0, at)),
                        cursor.value().substring(at + MARK.length()));
    }

    static Cursor on(Cursor cursor, Rates rates) {
        return new Cursor(cursor.value() + MARK + rates.mark());
    }

    /**
     * Holds the rates against those of now.
     *
     * @throws AdapterException EXPIRED_CURSOR when they differ
     */
    void require(Rates now) throws AdapterException {
        if (cursor != null && !now.mark().equals(rates)) {
            throw new AdapterException(
                    Category.EXPIRED_CURSOR,
                    "rates_changed",
                    "the org's rates of exchange have changed",
                    null);
        }
    }
}
