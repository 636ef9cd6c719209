package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.org.View;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.setup.SetupTables;
import java.util.List;
import java.util.stream.Stream;

/** Answers SOQL with the rights of the user who asks. */
public final class SoqlEngine {
    private final Org org;
    private final SetupTables setup;
    private final Schema schema;

    private SoqlEngine(Org org, SetupTables setup, Schema schema) {
        this.org = org;
        this.setup = setup;
        this.schema = schema;
    }

    /** Of the data API. */
    public SoqlEngine(Org org) {
        this(org, new SetupTables(org), org.schema());
    }

    /** Of the Tooling API: the org's parts, which have no recycle bin. */
    public static SoqlEngine tooling(Org org) {
        SetupTables setup = new SetupTables(org);
        return new SoqlEngine(org, setup, setup.tooling());
    }

    /**
     * Everything the query finds, as of the clock.
     *
     * @param deletedToo whether the recycle bin counts (queryAll)
     * @throws ApiException MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD,
     *     INVALID_QUERY_FILTER_OPERATOR, NUMBER_OUTSIDE_VALID_RANGE, EXCEEDED_ID_LIMIT
     */
    public Answer run(String soql, boolean deletedToo) {
        SoqlErrors errors = new SoqlErrors(soql);
        return search(errors, deletedToo).answer(Parser.parse(soql, errors));
    }

    /**
     * The same as a table, for jobs: fields only, and no OFFSET, as the vendor's bulk queries are.
     *
     * @throws ApiException as {@link #run}, and MALFORMED_QUERY for what a table cannot hold
     */
    public Extract extract(String soql, boolean deletedToo) {
        SoqlErrors errors = new SoqlErrors(soql);
        Query query = Parser.parse(soql, errors);
        Extract.requireFields(query, soql);
        Search.Found found = search(errors, deletedToo).records(query);
        boolean cut = query.limit() != null || !query.orders().isEmpty();
        return new Extract(found.object(), found.selected().columns(), found.records(), !cut);
    }

    private Search search(SoqlErrors errors, boolean deletedToo) {
        return new Search(org, schema, object -> rows(object, deletedToo), errors);
    }

    /** All records of an object that the user may see. */
    private Stream<Source> rows(ObjectType object, boolean deletedToo) {
        if (schema != org.schema() || SetupTables.shows(object)) {
            return setup.rows(object);
        }
        View view = org.view();
        return org.rows(object)
                .filter(row -> deletedToo || !view.deleted(row))
                .filter(org.sharing()::readable)
                .map(org::record);
    }

    /** One record with some of its fields, as retrieve shows it. */
    public static Hit hit(Source record, List<Field> fields) {
        return Shape.of(fields.stream().map(field -> new Column(List.of(), field)).toList())
                .hit(record);
    }
}
