package dev.baton.crm.salesforce;

import dev.baton.port.UtcText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * The vendor's two ways to write an instant: {@code 2025-12-16T13:05:30.000+0000} in REST answers
 * (no colon, so no ISO parser takes it), {@code 2025-12-16T13:05:30.000Z} everywhere else.
 */
final class SalesforceTime {
    private static final DateTimeFormatter PARSER =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XX][XXX]")
                    .toFormatter(Locale.ROOT);

    /** The years of four digits: an answer could write others, a query could not. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private SalesforceTime() {}

    /** Empty when the text is no instant with an offset, or none that a query can name. */
    static Optional<Instant> parse(String text) {
        Instant usual = UtcText.parse(text);
        if (usual != null) {
            return Optional.of(usual);
        }
        try {
            return Optional.of(PARSER.parse(text, Instant::from))
                    .filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As SOQL and the replication resources take it: UTC, three digits of a second. */
    static String print(Instant instant) {
        return MILLIS.format(instant);
    }
}
