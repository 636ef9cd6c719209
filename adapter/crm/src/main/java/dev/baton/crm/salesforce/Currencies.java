package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.port.AdapterException;
import dev.baton.port.Amounts;
import dev.baton.port.WriteRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The org's currencies. Asked only of an org that has several: there every record bears the code of
 * its own. Thread-safe.
 */
final class Currencies {
    /** The field of every record that tells its currency. */
    static final String CODE = "CurrencyIsoCode";

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int PAGE = 2_000;
    private static final Soql.Name ID = new Soql.Name("Id");
    private static final Soql.Name ISO = new Soql.Name("IsoCode");
    private static final Soql.Name RATE = new Soql.Name("ConversionRate");
    private static final Soql.Name PLACES = new Soql.Name("DecimalPlaces");
    private static final String DATED = "DatedConversionRate";

    private final SalesforceRest rest;
    private final Schemas schemas;
    private final InstantSource clock;
    private @Nullable Kept kept;

    private record Kept(Rates rates, Instant at) {}

    Currencies(SalesforceRest rest, Schemas schemas, InstantSource clock) {
        this.rest = rest;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** As of a few minutes ago at most. */
    synchronized Rates rates() throws AdapterException {
        Kept known = kept;
        if (known == null || !clock.instant().isBefore(known.at().plus(FRESH))) {
            known = new Kept(read(), clock.instant());
            kept = known;
        }
        return known.rates();
    }

    private Rates read() throws AdapterException {
        String corporate = null;
        var fixed = new TreeMap<String, BigDecimal>();
        var places = new TreeMap<String, Integer>();
        Soql.Name isCorporate = new Soql.Name("IsCorporate");
        for (JsonNode row : all("CurrencyType", List.of(ISO, RATE, PLACES, isCorporate))) {
            BigDecimal rate = rate(row);
            if (row.path("DecimalPlaces").isIntegralNumber()) {
                places.put(row.path("IsoCode").asText(), row.path("DecimalPlaces").asInt());
            }
            if (rate != null) {
                fixed.put(row.path("IsoCode").asText(), rate);
            }
            if (row.path("IsCorporate").asBoolean()) {
                corporate = row.path("IsoCode").asText();
            }
        }
        return new Rates(corporate, fixed, dated(), places);
    }

    /** Only advanced currency management has any. */
    private SortedMap<String, NavigableMap<LocalDate, BigDecimal>> dated() throws AdapterException {
        var dated = new TreeMap<String, NavigableMap<LocalDate, BigDecimal>>();
        if (schemas.of(DATED).isEmpty()) {
            return dated;
        }
        for (JsonNode row : all(DATED, List.of(ISO, RATE, new Soql.Name("StartDate")))) {
            BigDecimal rate = rate(row);
            LocalDate since = day(row.path("StartDate"));
            if (rate != null && since != null) {
                dated.computeIfAbsent(row.path("IsoCode").asText(), unused -> new TreeMap<>())
                        .put(since, rate);
            }
        }
        return dated;
    }

    private static @Nullable BigDecimal rate(JsonNode row) {
        BigDecimal rate = row.path("ConversionRate").decimalValue();
        return rate.signum() > 0 ? rate : null;
    }

    static @Nullable LocalDate day(JsonNode node) {
        try {
            return node.isTextual() ? LocalDate.parse(node.asText()) : null;
        } catch (DateTimeParseException e) {
            return null; // whoever needs it says so
        }
    }

    private List<JsonNode> all(String object, List<Soql.Name> fields) throws AdapterException {
        var select = new ArrayList<>(List.of(ID));
        select.addAll(fields);
        var rows = new ArrayList<JsonNode>();
        String last = "0".repeat(18);
        while (true) {
            var behind = new Soql.Compare(ID, Soql.Operator.GREATER, new Soql.RecordId(last));
            var query = new Soql.Query(new Soql.Name(object), select, behind, List.of(ID), PAGE);
            List<JsonNode> page = rest.query(query, false).records();
            rows.addAll(page);
            if (page.size() < PAGE) {
                return rows;
            }
            last = page.getLast().path("Id").asText();
        }
    }

    /** How amounts stand in an object's records; nothing where these bear no currency. */
    Optional<Amounts> amounts(String name) throws AdapterException {
        return schemas.of(name).flatMap(object -> object.field(CODE)).isEmpty()
                ? Optional.empty()
                : Optional.of(new OwnCurrency(rates()));
    }

    private record OwnCurrency(Rates rates) implements Amounts {
        @Override
        public String currencyField() {
            return CODE;
        }

        @Override
        public Optional<BigDecimal> in(String currency, BigDecimal amount, int scale) {
            return rates.own(amount, currency, scale);
        }
    }

    /**
     * Requests that make records of ours: an amount of ours is in the corporate currency, and its
     * record says so. The vendor would take it for one in the currency of our user.
     */
    List<WriteRequest> stated(String name, List<WriteRequest> batch) throws AdapterException {
        Optional<ObjectSchema> object = schemas.seen(name);
        if (object.flatMap(schema -> schema.field(CODE)).isEmpty()) {
            return batch;
        }
        var stated = new ArrayList<WriteRequest>();
        for (WriteRequest request : batch) {
            boolean amount =
                    request.fields().keySet().stream()
                            .anyMatch(field -> isAmount(object.orElseThrow(), field));
            stated.add(amount ? in(rates().corporate(), request) : request);
        }
        return stated;
    }

    private static boolean isAmount(ObjectSchema object, String name) {
        return object.field(name).filter(field -> field.type().equals("currency")).isPresent();
    }

    private static WriteRequest in(@Nullable String corporate, WriteRequest request) {
        if (corporate == null) {
            return request;
        }
        var fields = new LinkedHashMap<String, @Nullable Object>(request.fields());
        fields.putIfAbsent(CODE, corporate);
        return new WriteRequest(request.id(), fields);
    }
}
