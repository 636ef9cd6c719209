package dev.baton.core.health;

import java.util.List;
import java.util.Locale;

/**
 * How the scores of a family of accounts are told on those above others. It never replaces a score
 * of the accounts below.
 *
 * @param by what they come to
 * @param standsIn whether an account above others that is itself no user, of which nothing is
 *     known, takes what its family comes to for its own score
 */
public record RollUp(By by, boolean standsIn) {
    /** The account's field that names the account above it. */
    public static final String PARENT = "parent";

    /** The account's field of what it is worth. */
    public static final String VALUE = "value";

    /** The account's fields that it rests on. */
    public List<String> fields() {
        return by == By.VALUE ? List.of(PARENT, VALUE) : List.of(PARENT);
    }

    /** What the scores of a family come to. */
    public enum By {
        /** Their mean, weighted by what each account is worth. */
        VALUE,
        /** The lowest. */
        WORST,
        /** The share of accounts that are green, of 100. */
        SHARE;

        /** The name used in mappings: {@code value}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
