package dev.baton.sandbox.salesforce.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The vendor's field types, as describe names them. */
public enum FieldType {
    ID("tns:ID", Kind.ID),
    REFERENCE("tns:ID", Kind.ID),
    STRING("xsd:string", Kind.TEXT),
    TEXTAREA("xsd:string", Kind.TEXT),
    PICKLIST("xsd:string", Kind.TEXT),
    MULTIPICKLIST("xsd:string", Kind.TEXT),
    EMAIL("xsd:string", Kind.TEXT),
    PHONE("xsd:string", Kind.TEXT),
    URL("xsd:string", Kind.TEXT),
    BOOLEAN("xsd:boolean", Kind.BOOLEAN),
    INT("xsd:int", Kind.NUMBER),
    DOUBLE("xsd:double", Kind.NUMBER),
    CURRENCY("xsd:double", Kind.NUMBER),
    PERCENT("xsd:double", Kind.NUMBER),
    DATE("xsd:date", Kind.DATE),
    DATETIME("xsd:dateTime", Kind.DATETIME);

    /**
     * How values of the type are held: ID and TEXT as String, NUMBER as BigDecimal, BOOLEAN as
     * Boolean, DATE as LocalDate, DATETIME as Instant.
     */
    public enum Kind {
        ID,
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DATETIME
    }

    private final String soapType;
    private final Kind kind;

    FieldType(String soapType, Kind kind) {
        this.soapType = soapType;
        this.kind = kind;
    }

    /** As in describe, e.g. {@code datetime}. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String soapType() {
        return soapType;
    }

    public Kind kind() {
        return kind;
    }

    public static Optional<FieldType> ofApiName(String name) {
        return Arrays.stream(values()).filter(type -> type.apiName().equals(name)).findFirst();
    }
}
