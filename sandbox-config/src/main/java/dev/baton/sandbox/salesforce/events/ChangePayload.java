package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.salesforce.events.ChangeLayout.Compound;
import dev.baton.sandbox.salesforce.events.ChangeLayout.Part;
import dev.baton.sandbox.salesforce.events.ChangeLayout.Plain;
import dev.baton.sandbox.salesforce.events.ChangeLayout.Slot;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Writes a change as Avro's binary form. */
final class ChangePayload {
    private final ChangeSchema schema;
    private final RecordChange change;

    private ChangePayload(ChangeSchema schema, RecordChange change) {
        this.schema = schema;
        this.change = change;
    }

    /**
     * The payload of a change.
     *
     * @param transaction the same for all events of one
     * @param sequence the event's number in it, from 1
     * @param commit grows with each transaction
     */
    static byte[] of(
            ChangeSchema schema,
            RecordChange change,
            String transaction,
            int sequence,
            long commit) {
        return new ChangePayload(schema, change).bytes(transaction, sequence, commit);
    }

    private byte[] bytes(String transaction, int sequence, long commit) {
        GenericData.Record event = new GenericData.Record(schema.avro());
        event.put(ChangeSchema.HEADER, header(transaction, sequence, commit));
        for (Slot slot : schema.layout().slots()) {
            event.put(slot.name(), value(slot));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericData.Record>(schema.avro()).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private GenericData.Record header(String transaction, int sequence, long commit) {
        Schema type = schema.avro().getField(ChangeSchema.HEADER).schema();
        GenericData.Record header = new GenericData.Record(type);
        Map<String, @Nullable Object> values = change.values();
        boolean update = change.kind() == ChangeType.UPDATE;
        header.put("entityName", schema.type().name());
        header.put("recordIds", change.ids());
        header.put(
                "changeType",
                new GenericData.EnumSymbol(
                        type.getField("changeType").schema(), change.kind().name()));
        header.put("changeOrigin", change.origin().text());
        header.put("transactionKey", transaction);
        header.put("sequenceNumber", sequence);
        header.put("commitTimestamp", change.at().toEpochMilli());
        header.put("commitNumber", commit);
        header.put("commitUser", change.origin().user());
        header.put(
                "nulledFields",
                update
                        ? bitmaps(name -> values.containsKey(name) && values.get(name) == null)
                        : List.of());
        header.put("diffFields", List.of());
        header.put("changedFields", update ? bitmaps(values::containsKey) : List.of());
        return header;
    }

    /**
     * Fields as bits, the first of the schema lowest: {@code 0x12} for those of the event itself,
     * {@code 4-0x3} for parts of the one at position 4.
     */
    private List<String> bitmaps(Predicate<String> told) {
        BigInteger own = BigInteger.ZERO;
        List<String> bitmaps = new ArrayList<>();
        for (Slot slot : schema.layout().slots()) {
            int position = schema.avro().getField(slot.name()).pos();
            switch (slot) {
                case Plain(Field field) -> {
                    if (told.test(field.name())) {
                        own = own.setBit(position);
                    }
                }
                case Compound(String name, List<Part> parts) -> {
                    BigInteger nested = BigInteger.ZERO;
                    for (int i = 0; i < parts.size(); i++) {
                        if (told.test(parts.get(i).field().name())) {
                            nested = nested.setBit(i);
                        }
                    }
                    if (nested.signum() != 0) {
                        bitmaps.add(position + "-" + hex(nested));
                    }
                }
            }
        }
        if (own.signum() != 0) {
            bitmaps.addFirst(hex(own));
        }
        return bitmaps;
    }

    private static String hex(BigInteger bits) {
        return "0x" + bits.toString(16).toUpperCase(Locale.ROOT);
    }

    private @Nullable Object value(Slot slot) {
        return switch (slot) {
            case Plain(Field field) -> avro(field, change.values().get(field.name()));
            case Compound(String name, List<Part> parts) -> compound(name, parts);
        };
    }

    private @Nullable Object compound(String name, List<Part> parts) {
        Schema type = schema.avro().getField(name).schema().getTypes().getLast();
        GenericData.Record record = new GenericData.Record(type);
        boolean told = false;
        for (Part part : parts) {
            Object value = avro(part.field(), change.values().get(part.field().name()));
            record.put(part.name(), value);
            told |= value != null;
        }
        return told ? record : null;
    }

    private static @Nullable Object avro(Field field, @Nullable Object value) {
        return switch (value) {
            case BigDecimal number when field.type() == FieldType.INT -> (Object) number.intValue();
            case BigDecimal number -> number.doubleValue();
            case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            case Instant instant -> instant.toEpochMilli();
            case null, default -> value;
        };
    }
}
