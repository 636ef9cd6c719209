package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Position.Exporting;
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
import org.jspecify.annotations.Nullable;

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

    /**
     * The query of a page.
     *
     * @param select of the selection's names, all or some
     */
    static Soql.Query of(
            Selection selection, List<Name> select, Position position, Instant cap, int limit) {
        Name stamp = new Name(selection.stamp());
        var where = new ArrayList<Condition>(behind(stamp, position));
        where.add(compare(stamp, Operator.AT_MOST, new Moment(cap)));
        where.addAll(wanted(selection));
        return new Soql.Query(
                new Name(selection.object().name()),
                select,
                new All(where),
                List.of(stamp, ID),
                limit);
    }

    /**
     * Every row there is, or every one that changed. What changes while it is read bears a later
     * stamp than the walk that follows begins at.
     *
     * @param since the least stamp of a row; null for all rows, which a job then finds by their
     *     Ids, piece by piece
     */
    static Soql.Whole whole(Selection selection, @Nullable Instant since) {
        var where = new ArrayList<Condition>();
        if (since != null) {
            where.add(compare(new Name(selection.stamp()), Operator.AT_LEAST, new Moment(since)));
        }
        where.addAll(wanted(selection));
        return new Soql.Whole(
                new Name(selection.object().name()),
                selection.select(),
                where.isEmpty() ? null : where.size() == 1 ? where.getFirst() : new All(where));
    }

    /** What a row must be besides being there. */
    private static List<Condition> wanted(Selection selection) {
        var wanted = new ArrayList<Condition>();
        String filled = selection.filled();
        if (filled != null) {
            wanted.add(compare(new Name(filled), Operator.NOT_EQUAL, new Soql.Nothing()));
        }
        String doubled = selection.doubled();
        if (doubled != null) {
            wanted.add(compare(new Name(doubled), Operator.EQUAL, new Soql.Truth(false)));
        }
        return wanted;
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
            case Exporting exporting ->
                    throw new IllegalArgumentException("a job is no place among rows");
        };
    }

    private static Compare compare(Name field, Operator operator, Literal literal) {
        return new Compare(field, operator, literal);
    }
}
