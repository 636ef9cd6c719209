package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Position.Span;
import dev.baton.crm.salesforce.Position.Waiting;
import dev.baton.crm.salesforce.Position.Walking;
import dev.baton.crm.salesforce.Soql.All;
import dev.baton.crm.salesforce.Soql.Any;
import dev.baton.crm.salesforce.Soql.Compare;
import dev.baton.crm.salesforce.Soql.Condition;
import dev.baton.crm.salesforce.Soql.Literal;
import dev.baton.crm.salesforce.Soql.Moment;
import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.crm.salesforce.Soql.Operator;
import dev.baton.crm.salesforce.Soql.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The query of the rows behind a position, up to a cap, in the order of (stamp, Id).
 *
 * <p>"Behind (t, i)" is written {@code stamp >= t AND (stamp > t OR Id > i)}, which says the same
 * as {@code (stamp = t AND Id > i) OR stamp > t} and lets the vendor's optimizer use the index on
 * the stamp, which an OR at the top would keep it from.
 */
final class KeysetQuery {
    private static final Name ID = new Name("Id");

    private KeysetQuery() {}

    static Soql.Query of(Selection selection, Position position, Instant cap, int limit) {
        Name stamp = new Name(selection.stamp());
        var where = new ArrayList<Condition>(behind(stamp, position));
        where.add(compare(stamp, Operator.AT_MOST, new Moment(cap)));
        if (selection.filled() != null) {
            where.add(
                    compare(new Name(selection.filled()), Operator.NOT_EQUAL, new Soql.Nothing()));
        }
        return new Soql.Query(
                new Name(selection.object().name()),
                selection.select(),
                new All(where),
                List.of(stamp, ID),
                limit);
    }

    /** The longest query that a walk of this selection sends, to know before that it fits. */
    static Soql.Query longest(Selection selection) {
        var span = new Span(Instant.EPOCH, Instant.EPOCH);
        var somewhere = new Walking(Instant.EPOCH, "000000000000000000", span);
        return of(selection, somewhere, Instant.EPOCH, 2000);
    }

    private static List<Condition> behind(Name stamp, Position position) {
        return switch (position) {
            case Waiting(Instant from) ->
                    from == null
                            ? List.of()
                            : List.of(compare(stamp, Operator.AT_LEAST, new Moment(from)));
            case Walking(Instant at, String id, Span span) ->
                    List.of(
                            compare(stamp, Operator.AT_LEAST, new Moment(at)),
                            new Any(
                                    List.of(
                                            compare(stamp, Operator.GREATER, new Moment(at)),
                                            compare(ID, Operator.GREATER, new RecordId(id)))));
        };
    }

    private static Compare compare(Name field, Operator operator, Literal literal) {
        return new Compare(field, operator, literal);
    }
}
