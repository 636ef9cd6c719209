package dev.baton.engine;

import dev.baton.core.health.ResultName;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Value;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Amounts;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account is worth, in the currency that its record is shown in. Plans compare amounts as
 * the CRM holds them, so that a rate that changes is no edit of a person's, and rounding is done
 * once.
 *
 * @param object whose records bear a currency each
 * @param field where the worth goes
 * @param scale most digits behind the point that the field keeps
 */
record OwnAmounts(String object, String field, int scale, Amounts amounts) {

    /** Nothing where the worth is not written, or all records are in one currency. */
    static Optional<OwnAmounts> of(
            Mappings mappings, Sink sink, SortedMap<String, ObjectDescription> objects)
            throws AdapterException {
        String object = mappings.outputs().object();
        String field = mappings.outputs().fields().get(ResultName.VALUE);
        ObjectDescription described = objects.get(object);
        if (field == null || described == null) {
            return Optional.empty();
        }
        Optional<ObjectDescription.Field> found = described.field(field);
        if (found.filter(each -> each.type().equals("currency")).isEmpty()) {
            return Optional.empty();
        }
        return sink.amounts(object)
                .map(each -> new OwnAmounts(object, field, found.get().scale(), each));
    }

    /** A stream of the records tells their currency, too. */
    Stream asked(Stream stream) {
        return stream.key().stream().equals(object) && !stream.ours().fields().isEmpty()
                ? stream.telling(amounts.currencyField())
                : stream;
    }

    /**
     * Restates an account's worth as its record shows it, or leaves it out.
     *
     * @param held what the record holds
     * @param desired field → what it shall hold, the worth in the corporate currency
     * @return false when it was left out: the record's currency or its rate is not known
     */
    boolean restate(
            CanonicalRecord account,
            Map<String, @Nullable Object> held,
            Map<String, @Nullable Object> desired) {
        if (!(account.fields().get("value") instanceof Value.Numeric worth)) {
            return true;
        }
        Optional<BigDecimal> own =
                held.get(amounts.currencyField()) instanceof String currency
                        ? amounts.in(currency, BigDecimal.valueOf(worth.number()), scale)
                        : Optional.empty();
        own.ifPresentOrElse(each -> desired.put(field, each), () -> desired.remove(field));
        return own.isPresent();
    }
}
