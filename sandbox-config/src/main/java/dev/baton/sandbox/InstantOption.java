package dev.baton.sandbox;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's instant: ISO-8601 with a zone, as everywhere in Baton. */
public final class InstantOption implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + value + "' is not an ISO-8601 instant such as 2014-01-04T00:00:00Z");
        }
    }
}
