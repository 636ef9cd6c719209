package dev.baton.crm.salesforce;

import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.bind.TypeInfo;
import com.sforce.ws.bind.TypeMapper;
import com.sforce.ws.bind.XmlTypeInfoProvider;
import com.sforce.ws.parser.XmlInputStream;
import com.sforce.ws.parser.XmlOutputStream;
import dev.baton.port.ObjectDescription;
import dev.baton.port.WriteRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TimeZone;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Our values as force-wsc's, and back. */
final class SObjects {
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    private SObjects() {}

    /**
     * A day as {@code xsd:date}. force-wsc itself would write {@code java.util.Date} as an instant
     * and so move it by the zone, and knows no {@link LocalDate} at all.
     */
    record Day(LocalDate date) implements XmlTypeInfoProvider {

        @Override
        public TypeInfo getTypeInfo(String namespace, String name, TypeMapper mapper) {
            return new TypeInfo(namespace, name, SCHEMA, "date", 0, 1, true);
        }

        @Override
        public void write(QName element, XmlOutputStream out, TypeMapper mapper)
                throws IOException {
            out.writeStartTag(element.getNamespaceURI(), element.getLocalPart());
            mapper.writeXsiType(out, SCHEMA, "date");
            out.writeText(date.toString());
            out.writeEndTag(element.getNamespaceURI(), element.getLocalPart());
        }

        @Override
        public void load(XmlInputStream in, TypeMapper mapper) {
            throw new UnsupportedOperationException("a day is only ever written");
        }
    }

    /**
     * The message's form of a request. Empty fields are named apart: a null value would be left out
     * of the message, and so change nothing. The vendor stores no empty text, so that is null, too.
     */
    static SObject of(String object, WriteRequest request) {
        var sObject = new SObject(object);
        sObject.setId(request.id());
        return filled(sObject, request);
    }

    /** The same without an Id: the request's stands in the key. */
    static SObject keyed(String object, String key, WriteRequest request) {
        var sObject = new SObject(object);
        sObject.setField(key, request.id());
        return filled(sObject, request);
    }

    private static SObject filled(SObject sObject, WriteRequest request) {
        var empty = new ArrayList<String>();
        request.fields()
                .forEach(
                        (name, value) -> {
                            if (value == null || value.equals("")) {
                                empty.add(name);
                            } else {
                                sObject.setField(name, wire(name, value));
                            }
                        });
        if (!empty.isEmpty()) {
            sObject.setFieldsToNull(empty.toArray(String[]::new));
        }
        return sObject;
    }

    private static Object wire(String field, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case BigDecimal number -> number;
            case LocalDate day -> new Day(day);
            case Instant instant -> calendar(instant);
            default ->
                    throw new IllegalArgumentException(
                            field + ": cannot write a " + value.getClass().getSimpleName());
        };
    }

    private static Calendar calendar(Instant instant) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }

    /**
     * The first field whose text would not arrive as it is: XML has no control characters, and
     * force-wsc drops them without a word, so that the record would differ for ever.
     */
    static Optional<String> unwritable(Map<String, @Nullable Object> fields) {
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            if (field.getValue() instanceof String text && !isXmlText(text)) {
                return Optional.of(field.getKey());
            }
        }
        return Optional.empty();
    }

    private static boolean isXmlText(String text) {
        return text.codePoints().allMatch(SObjects::isXmlCharacter);
    }

    private static boolean isXmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    /**
     * A value as describe types it: BigDecimal without zeros at its end, Boolean, LocalDate,
     * Instant, else String.
     *
     * @throws UnreadableField when the text is none of its type; the message names the field only
     */
    static @Nullable Object value(@Nullable Object held, ObjectDescription.Field field)
            throws UnreadableField {
        if (held == null) {
            return null;
        }
        String text = held instanceof Calendar moment ? moment.toInstant().toString() : held + "";
        try {
            return switch (field.type()) {
                case "double", "currency", "percent", "int", "long" -> number(text);
                case "boolean" -> Boolean.valueOf(text);
                case "date" -> LocalDate.parse(text);
                case "datetime" -> SalesforceTime.parse(text).orElseThrow();
                default -> text;
            };
        } catch (NumberFormatException | DateTimeParseException | NoSuchElementException e) {
            throw new UnreadableField(field);
        }
    }

    /**
     * 7, 7.0 and 0.7E1 are one value, so they are given as one: no zeros at the end, no exponent.
     */
    private static BigDecimal number(String text) {
        BigDecimal shortest = new BigDecimal(text).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** Says which field; never what it held. */
    static final class UnreadableField extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableField(ObjectDescription.Field field) {
            super(field.name() + " is no " + field.type(), null, false, false);
        }
    }

    static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }
}
