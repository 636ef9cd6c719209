package dev.baton.sandbox.salesforce.soql;

/** What WHERE, HAVING and ORDER BY compare: a field, or in a grouped query an aggregate. */
sealed interface Operand permits FieldPath, Aggregate {
    /** Where it stands in the query. */
    int at();

    /** As the query writes it, for messages. */
    String text();
}
