package dev.baton.sandbox.salesforce.write;

import java.math.BigDecimal;

/** A value as a client sent it. SOAP sends text for everything. */
public sealed interface Input {
    record Text(String value) implements Input {}

    record Num(BigDecimal value) implements Input {}

    record Bool(boolean value) implements Input {}

    /** An explicit null, or a name in fieldsToNull. */
    record Empty() implements Input {}
}
