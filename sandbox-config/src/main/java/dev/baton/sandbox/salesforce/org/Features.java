package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What only some orgs have, switched on by what the export brings: several currencies by {@code
 * CurrencyType.csv}, dated rates by {@code DatedConversionRate.csv}, record types by {@code
 * RecordType.csv}, and person accounts by the column IsPersonAccount of {@code Account.csv}.
 */
final class Features {
    static final String CODE = "CurrencyIsoCode";
    static final String CURRENCY = "CurrencyType";

    private static final String DATED = "DatedConversionRate";
    private static final String RECORD_TYPE = "RecordType";
    private static final String PERSON = "IsPersonAccount";

    /** Their records bear a currency in an org that has several. */
    private static final List<String> OF_A_CURRENCY =
            List.of(
                    "Account",
                    "Asset",
                    "Case",
                    "Contact",
                    "Contract",
                    "Event",
                    "Lead",
                    "Opportunity",
                    "OpportunityLineItem",
                    "Task");

    private final List<Path> dataDirs;
    private final Schema schema;

    private Features(List<Path> dataDirs, Schema schema) {
        this.dataDirs = dataDirs;
        this.schema = schema;
    }

    /** Widens the schema by what the exports ask for. */
    static void enable(List<Path> dataDirs, Schema schema) {
        var features = new Features(dataDirs, schema);
        if (features.has(CURRENCY)) {
            features.currencies();
        }
        if (features.has(DATED)) {
            features.datedRates();
        }
        if (features.has(RECORD_TYPE)) {
            features.recordTypes();
        }
        if (features.has("Account", PERSON)) {
            features.personAccounts();
        }
    }

    /** Records that say no currency are in the corporate one. */
    static void complete(List<Row> rows) {
        rows.stream()
                .filter(row -> row.type().name().equals(CURRENCY))
                .filter(row -> Boolean.TRUE.equals(row.exported("IsCorporate")))
                .findFirst()
                .ifPresent(
                        corporate ->
                                rows.stream()
                                        .filter(row -> row.type().field(CODE).isPresent())
                                        .forEach(
                                                row ->
                                                        row.exported()
                                                                .putIfAbsent(
                                                                        CODE, code(corporate))));
    }

    private static Object code(Row currency) {
        Object code = currency.exported("IsoCode");
        return code == null ? "" : code;
    }

    private void currencies() {
        put(
                CURRENCY,
                "Currency Type",
                "01L",
                Field.of("IsoCode", FieldType.PICKLIST, Size.text(3), Trait.NILLABLE),
                Field.of(
                        "ConversionRate",
                        FieldType.DOUBLE,
                        Size.number(18, 6),
                        Trait.NILLABLE,
                        Trait.WRITABLE),
                Field.of("DecimalPlaces", FieldType.INT, new Size(0, 0, 0, 8), Trait.NILLABLE),
                Field.of("IsActive", FieldType.BOOLEAN, Size.NONE),
                Field.of("IsCorporate", FieldType.BOOLEAN, Size.NONE));
        for (String object : OF_A_CURRENCY) {
            add(
                    object,
                    Field.of(
                            CODE,
                            FieldType.PICKLIST,
                            Size.text(3),
                            Trait.NILLABLE,
                            Trait.WRITABLE));
        }
    }

    private void datedRates() {
        put(
                DATED,
                "Dated Conversion Rate",
                "04w",
                Field.of("IsoCode", FieldType.PICKLIST, Size.text(3), Trait.NILLABLE),
                Field.of("StartDate", FieldType.DATE, Size.NONE, Trait.NILLABLE),
                Field.of("NextStartDate", FieldType.DATE, Size.NONE, Trait.NILLABLE),
                Field.of("ConversionRate", FieldType.DOUBLE, Size.number(18, 6), Trait.NILLABLE));
    }

    private void recordTypes() {
        put(
                RECORD_TYPE,
                "Record Type",
                "012",
                Field.of("Name", FieldType.STRING, Size.text(80), Trait.NAME, Trait.NILLABLE),
                Field.of("DeveloperName", FieldType.STRING, Size.text(80), Trait.NILLABLE),
                Field.of("SobjectType", FieldType.PICKLIST, Size.text(40), Trait.NILLABLE),
                Field.of("IsActive", FieldType.BOOLEAN, Size.NONE));
        for (ObjectType type : List.copyOf(schema.all())) {
            type.field("RecordTypeId")
                    .ifPresent(
                            field ->
                                    schema.put(
                                            type.without(field)
                                                    .plus(
                                                            List.of(
                                                                    field.referring(
                                                                            new Lookup(
                                                                                    RECORD_TYPE,
                                                                                    List.of(
                                                                                            RECORD_TYPE),
                                                                                    null))))));
        }
    }

    private void personAccounts() {
        Field person = Field.of(PERSON, FieldType.BOOLEAN, Size.NONE);
        add("Account", person);
        add(
                "Account",
                Field.of("PersonContactId", FieldType.REFERENCE, Size.text(18), Trait.NILLABLE)
                        .referring(new Lookup("PersonContact", List.of("Contact"), null)));
        add("Contact", person);
    }

    private void add(String object, Field field) {
        schema.find(object)
                .filter(type -> type.field(field.name()).isEmpty())
                .ifPresent(type -> schema.put(type.plus(List.of(field))));
    }

    private void put(String object, String label, String prefix, Field... fields) {
        List<Field> all = new ArrayList<>(StandardSchema.systemFields());
        all.removeIf(field -> field.name().equals("IsDeleted"));
        all.addAll(Arrays.asList(fields));
        schema.put(ObjectType.of(object, label, label + "s", prefix, all));
    }

    private boolean has(String object) {
        return dataDirs.stream().anyMatch(folder -> Files.exists(file(folder, object)));
    }

    private boolean has(String object, String column) {
        return dataDirs.stream()
                .map(folder -> file(folder, object))
                .filter(Files::exists)
                .anyMatch(file -> List.of(header(file).split(",", -1)).contains(column));
    }

    private static Path file(Path folder, String object) {
        return folder.resolve("salesforce").resolve(object + ".csv");
    }

    /** Names of fields are ASCII; whether the rest is UTF-8 is said by whoever reads the rows. */
    private static String header(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = lines.readLine();
            return first == null ? "" : first.replace("\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
