package dev.baton.crm.events;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads the header of events that were written with one schema, and passes over all else. */
final class EventSchema {
    private static final String HEADER = "ChangeEventHeader";

    static {
        // Lengths in a payload are read before what they are of: without a limit a few bytes ask
        // for gigabytes. No event is larger than this, and nobody else here reads Avro.
        limit("string.maxLength", 1 << 20);
        limit("bytes.maxLength", 1 << 20);
        limit("collectionItems.maxLength", 1 << 16);
    }

    private final Schema written;
    private final GenericDatumReader<GenericRecord> reader;

    private EventSchema(Schema written, Schema header) {
        this.written = written;
        this.reader = new GenericDatumReader<>(written, header);
    }

    private static void limit(String what, int most) {
        String name = "org.apache.avro.limits." + what;
        if (System.getProperty(name) == null) {
            System.setProperty(name, String.valueOf(most));
        }
    }

    /**
     * Of a schema's text.
     *
     * @throws MalformedEvent when it is none of change events
     */
    static EventSchema parse(String json) throws MalformedEvent {
        try {
            Schema written = new Schema.Parser().parse(json);
            Schema.Field header =
                    written.getType() == Schema.Type.RECORD ? written.getField(HEADER) : null;
            if (header == null || header.schema().getType() != Schema.Type.RECORD) {
                throw new MalformedEvent("no change event's schema", null);
            }
            return new EventSchema(written, only(written, header));
        } catch (AvroRuntimeException e) {
            throw new MalformedEvent("no schema", e);
        }
    }

    private static Schema only(Schema written, Schema.Field header) {
        return Schema.createRecord(
                written.getName(),
                null,
                written.getNamespace(),
                false,
                List.of(new Schema.Field(HEADER, header.schema())));
    }

    /**
     * Reads an event.
     *
     * @throws MalformedEvent when the payload was not written with this schema
     */
    ChangeEvent read(byte[] payload) throws MalformedEvent {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(payload, null);
            GenericRecord event = reader.read(null, decoder);
            if (event.get(HEADER) instanceof GenericRecord header) {
                return new ChangeEvent(
                        text(header, "changeType"),
                        texts(header, "recordIds"),
                        text(header, "changeOrigin"),
                        text(header, "commitUser"),
                        FieldBits.names(written, texts(header, "changedFields")));
            }
            throw new MalformedEvent("no header", null);
        } catch (IOException | RuntimeException e) {
            // Avro tells of bytes that do not fit by whatever stumbles over them.
            throw new MalformedEvent("no event of its schema", e);
        }
    }

    private static String text(GenericRecord header, String field) {
        Object value = value(header, field);
        return value == null ? "" : value.toString();
    }

    private static List<String> texts(GenericRecord header, String field) {
        var texts = new ArrayList<String>();
        if (value(header, field) instanceof Iterable<?> values) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }

    private static @Nullable Object value(GenericRecord header, String field) {
        return header.hasField(field) ? header.get(field) : null;
    }
}
