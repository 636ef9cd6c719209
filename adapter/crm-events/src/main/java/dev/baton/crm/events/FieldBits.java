package dev.baton.crm.events;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Reads fields that are told as bits: {@code 0x12} has one for each field of the event, the first
 * of the schema lowest; {@code 4-0x3} one for each part of the compound field at position 4.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-deserialization-considerations.html">the
 *     vendor's rule</a>
 */
final class FieldBits {
    private static final String HEX = "0x";
    private static final int LONGEST = 1_024;

    private FieldBits() {}

    /**
     * The fields' names, parts as {@code Name.LastName}.
     *
     * @param event the schema of the whole event
     * @throws MalformedEvent for bits that name no field
     */
    static List<String> names(Schema event, Iterable<? extends CharSequence> bitmaps)
            throws MalformedEvent {
        var names = new ArrayList<String>();
        for (CharSequence each : bitmaps) {
            String bitmap = each.toString();
            int dash = bitmap.indexOf('-');
            if (dash < 0) {
                add(names, "", event, bits(bitmap));
            } else {
                Schema.Field parent = parent(event, bitmap.substring(0, dash));
                add(
                        names,
                        parent.name() + ".",
                        compound(parent.schema()),
                        bits(bitmap.substring(dash + 1)));
            }
        }
        return names;
    }

    private static void add(List<String> names, String prefix, Schema record, BigInteger bits)
            throws MalformedEvent {
        List<Schema.Field> fields = record.getFields();
        if (bits.bitLength() > fields.size()) {
            throw new MalformedEvent("bits beyond the schema", null);
        }
        for (Schema.Field field : fields) {
            if (bits.testBit(field.pos())) {
                names.add(prefix + field.name());
            }
        }
    }

    private static BigInteger bits(String text) throws MalformedEvent {
        if (!text.startsWith(HEX) || text.length() > LONGEST) {
            throw new MalformedEvent("no bits", null);
        }
        try {
            BigInteger bits = new BigInteger(text.substring(HEX.length()), 16);
            if (bits.signum() < 0) {
                throw new MalformedEvent("no bits", null);
            }
            return bits;
        } catch (NumberFormatException e) {
            throw new MalformedEvent("no bits", e);
        }
    }

    private static Schema.Field parent(Schema event, String position) throws MalformedEvent {
        try {
            return event.getFields().get(Integer.parseInt(position));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new MalformedEvent("bits of a field that is not there", e);
        }
    }

    /** The record among what the field may be: nothing, text, or a record. */
    private static Schema compound(Schema field) throws MalformedEvent {
        List<Schema> kinds =
                field.getType() == Schema.Type.UNION ? field.getTypes() : List.of(field);
        return kinds.stream()
                .filter(kind -> kind.getType() == Schema.Type.RECORD)
                .findFirst()
                .orElseThrow(() -> new MalformedEvent("bits of a field without parts", null));
    }
}
