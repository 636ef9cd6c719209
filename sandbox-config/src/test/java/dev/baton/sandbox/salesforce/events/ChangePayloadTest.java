package dev.baton.sandbox.salesforce.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChangePayloadTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectType ACCOUNT = StandardSchema.load().get("Account");
    private static final ObjectType CONTACT = StandardSchema.load().get("Contact");

    private static GenericRecord told(
            ObjectType type, ChangeType kind, Map<String, @Nullable Object> values)
            throws IOException {
        ChangeSchema schema = ChangeSchema.of(type);
        RecordChange change =
                new RecordChange(
                        type,
                        List.of("001000000000001AAA"),
                        kind,
                        values,
                        new Origin("005000000000001AAA", "com/salesforce/api/rest/65.0;client=x"),
                        AT);
        byte[] payload = ChangePayload.of(schema, change, "t-1", 1, 7);
        return new GenericDatumReader<GenericRecord>(schema.avro())
                .read(null, DecoderFactory.get().binaryDecoder(payload, null));
    }

    private static Map<String, @Nullable Object> values(@Nullable Object... pairs) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return values;
    }

    private static String header(GenericRecord event, String field) {
        return String.valueOf(((GenericRecord) event.get(ChangeSchema.HEADER)).get(field));
    }

    /** One bit, as the position of a field has it. */
    private static String bit(GenericRecord event, String field) {
        int position = event.getSchema().getField(field).pos();
        return "0x" + Long.toHexString(1L << position).toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void theHeaderTellsWhoDidWhatToWhichRecords() throws IOException {
        GenericRecord event = told(ACCOUNT, ChangeType.DELETE, Map.of());

        assertThat(header(event, "entityName")).isEqualTo("Account");
        assertThat(header(event, "recordIds")).isEqualTo("[001000000000001AAA]");
        assertThat(header(event, "changeType")).isEqualTo("DELETE");
        assertThat(header(event, "changeOrigin"))
                .isEqualTo("com/salesforce/api/rest/65.0;client=x");
        assertThat(header(event, "commitUser")).isEqualTo("005000000000001AAA");
        assertThat(header(event, "commitTimestamp")).isEqualTo("1772366400000");
        assertThat(header(event, "changedFields")).isEqualTo("[]");
    }

    @Test
    void aChangedFieldIsOneBitAtItsPlaceInTheSchema() throws IOException {
        GenericRecord event = told(ACCOUNT, ChangeType.UPDATE, values("Phone", "1"));

        assertThat(header(event, "changedFields")).isEqualTo("[" + bit(event, "Phone") + "]");
        assertThat(header(event, "nulledFields")).isEqualTo("[]");
        assertThat(event.get("Phone")).hasToString("1");
        assertThat(event.get("Name")).isNull();
    }

    @Test
    void partsOfACompoundFieldAreBitsOfTheirOwn() throws IOException {
        GenericRecord event =
                told(
                        CONTACT,
                        ChangeType.UPDATE,
                        values("FirstName", null, "LastName", "Moss", "MailingCity", "Ulm"));

        int name = event.getSchema().getField("Name").pos();
        int mailing = event.getSchema().getField("MailingAddress").pos();
        // Salutation, FirstName, LastName; Street, City, …
        assertThat(header(event, "changedFields"))
                .isEqualTo("[" + name + "-0x6, " + mailing + "-0x2]");
        assertThat(header(event, "nulledFields")).isEqualTo("[" + name + "-0x2]");
        assertThat(event.get("Name"))
                .hasToString("{\"Salutation\": null, \"FirstName\": null, \"LastName\": \"Moss\"}");
    }

    @Test
    void theNameOfAnAccountIsTextOrThePartsOfAPersonsName() throws IOException {
        GenericRecord event = told(ACCOUNT, ChangeType.CREATE, values("Name", "Acme"));

        assertThat(event.get("Name")).hasToString("Acme");
        assertThat(event.getSchema().getField("Name").schema().getTypes())
                .extracting(each -> each.getType().getName())
                .containsExactly("null", "string", "record");
    }

    @Test
    void valuesAreNumbersAndMilliseconds() throws IOException {
        GenericRecord event =
                told(
                        ACCOUNT,
                        ChangeType.CREATE,
                        values(
                                "NumberOfEmployees",
                                new BigDecimal("12"),
                                "AnnualRevenue",
                                new BigDecimal("1.5"),
                                "LastActivityDate",
                                LocalDate.parse("2026-03-01"),
                                "CreatedDate",
                                AT));

        assertThat(event.get("NumberOfEmployees")).isEqualTo(12);
        assertThat(event.get("AnnualRevenue")).isEqualTo(1.5);
        assertThat(event.get("LastActivityDate")).isEqualTo(1_772_323_200_000L);
        assertThat(event.get("CreatedDate")).isEqualTo(1_772_366_400_000L);
    }

    @Test
    void whatThePlatformKeepsForItselfIsNotTold() {
        assertThat(ChangeSchema.of(ACCOUNT).avro().getFields())
                .extracting(field -> field.name())
                .contains("ChangeEventHeader", "LastModifiedDate", "BillingAddress")
                .doesNotContain("Id", "IsDeleted", "SystemModstamp", "BillingCity");
    }

    @Test
    void eventsOfCustomObjectsAreCalledWithoutTheirC() {
        assertThat(ChangeSchema.topic("Account")).isEqualTo("/data/AccountChangeEvent");
        assertThat(ChangeSchema.topic("Thing__c")).isEqualTo("/data/Thing__ChangeEvent");
    }
}
