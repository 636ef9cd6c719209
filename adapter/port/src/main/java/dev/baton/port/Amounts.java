package dev.baton.port;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The amounts of an object whose records bear a currency each. What is read of them comes in one
 * currency, the corporate one; what is written into a record stands there in its own.
 */
public interface Amounts {
    /** The field of a record that tells its currency. */
    String currencyField();

    /**
     * An amount as a record shows it, to the places that its field and its currency keep.
     *
     * @param amount in the corporate currency
     * @param currency as the record tells it
     * @param scale most digits behind the point that the field keeps
     * @return nothing when no rate of the currency is known
     */
    Optional<BigDecimal> in(String currency, BigDecimal amount, int scale);
}
