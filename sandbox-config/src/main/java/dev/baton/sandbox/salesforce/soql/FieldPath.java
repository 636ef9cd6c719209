package dev.baton.sandbox.salesforce.soql;

import java.util.List;

/**
 * A field as a query names it.
 *
 * @param segments relationships, last the field; at least one
 * @param at where it stands in the query
 */
record FieldPath(List<String> segments, int at) implements Operand {
    static FieldPath of(Token token) {
        return new FieldPath(List.of(token.text().split("\\.", -1)), token.at());
    }

    @Override
    public String text() {
        return String.join(".", segments);
    }
}
