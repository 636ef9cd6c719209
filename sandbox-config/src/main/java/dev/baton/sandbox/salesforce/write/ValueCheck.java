package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.schema.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what was sent into what is stored, or says why it cannot be. */
final class ValueCheck {
    private final Org org;

    ValueCheck(Org org) {
        this.org = org;
    }

    /** The value in the form of {@code FieldType.Kind}; null clears the field. */
    @Nullable Object stored(Field field, Input input) throws Refusal {
        return switch (input) {
            case Input.Empty empty -> cleared(field);
            case Input.Bool bool when field.type() == FieldType.BOOLEAN -> bool.value();
            case Input.Bool bool -> throw wrongType(field, String.valueOf(bool.value()));
            case Input.Num number when field.type().kind() == Kind.NUMBER ->
                    number(field, number.value());
            case Input.Num number -> throw wrongType(field, number.value().toPlainString());
            // The platform trims text, and takes what is empty then for no value.
            case Input.Text text when text.value().isBlank() -> cleared(field);
            case Input.Text text -> text(field, text.value().strip());
        };
    }

    private static @Nullable Object cleared(Field field) throws Refusal {
        if (field.type() == FieldType.BOOLEAN) {
            return false;
        }
        if (field.is(Trait.REQUIRED)) {
            throw new Refusal(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: [" + field.name() + "]",
                    field.name());
        }
        return null;
    }

    private Object text(Field field, String text) throws Refusal {
        Object value = Values.parse(field.type(), text).orElseThrow(() -> wrongType(field, text));
        return switch (field.type().kind()) {
            case NUMBER -> number(field, (BigDecimal) value);
            case ID -> reference(field, text);
            case TEXT -> fitting(field, text);
            case BOOLEAN, DATE, DATETIME -> value;
        };
    }

    /** Rounded half up to the field's scale, as the platform does on save. */
    private static BigDecimal number(Field field, BigDecimal value) throws Refusal {
        int whole =
                field.type() == FieldType.INT
                        ? field.size().digits()
                        : field.size().precision() - field.size().scale();
        BigDecimal rounded = value.setScale(field.size().scale(), RoundingMode.HALF_UP);
        if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > whole) {
            throw new Refusal(
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    field.label()
                            + ": value outside of valid range on numeric field: "
                            + value.toPlainString(),
                    field.name());
        }
        return rounded;
    }

    private static String fitting(Field field, String text) throws Refusal {
        if (field.is(Trait.RESTRICTED_PICKLIST)) {
            return restricted(field, text);
        }
        if (text.length() > field.size().length()) {
            throw new Refusal(
                    "STRING_TOO_LONG",
                    "%s: data value too large: %s (max length=%d)"
                            .formatted(field.label(), text, field.size().length()),
                    field.name());
        }
        return text;
    }

    /** Picklist values match without regard to case and are stored as the admin wrote them. */
    private static String restricted(Field field, String text) throws Refusal {
        return field.picklist().stream()
                .filter(value -> value.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refusal(
                                        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                                        field.label()
                                                + ": bad value for restricted picklist field: "
                                                + text,
                                        field.name()));
    }

    private String reference(Field field, String id) throws Refusal {
        if (!SalesforceId.wellFormed(id)) {
            throw new Refusal(
                    "MALFORMED_ID",
                    field.label() + ": id value of incorrect type: " + id,
                    field.name());
        }
        Optional<Row> target = org.find(id).filter(row -> !org.view().deleted(row));
        if (target.isEmpty()) {
            throw new Refusal("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        Lookup lookup = Objects.requireNonNull(field.lookup(), field.name());
        String object = target.get().type().name();
        if (!lookup.targets().contains("*") && !lookup.targets().contains(object)) {
            throw new Refusal(
                    "FIELD_INTEGRITY_EXCEPTION",
                    field.label() + ": id value of incorrect type: " + id,
                    field.name());
        }
        return target.get().id();
    }

    private static Refusal wrongType(Field field, String value) {
        String soap = field.type().soapType();
        return new Refusal(
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                "%s: value not of required type: %s (%s)"
                        .formatted(field.label(), value, soap.substring(soap.indexOf(':') + 1)),
                field.name());
    }
}
